import * as z from "zod";
import { findingRuleNames, HarnessError } from "@/lib/model";

const place = z.object({ rule: z.enum(findingRuleNames), people: z.number().int(), id: z.string() });

/** Where a finding stands in the list: what the list is ordered by. It holds its place when the finding has gone. */
export type Place = z.infer<typeof place>;

export function formatPlace(one: Place): string {
  return Buffer.from(JSON.stringify(one)).toString("base64url");
}

/** Throws `invalid_cursor`. */
export function parsePlace(cursor: string): Place {
  try {
    return place.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch (cause) {
    throw new HarnessError("invalid_cursor", "This cursor is none of this list. Leave it out to start from the first page.", { cause });
  }
}
