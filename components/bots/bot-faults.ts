import * as z from "zod";
import { isApiProblem, problemSentence } from "@/components/api/api-problem";
import { parsePointer } from "@/lib/model";

const refusal = z.object({ errors: z.array(z.object({ path: z.string(), message: z.string() })) });

/** What is wrong with each field of a bot, by the name it has in the API. */
export type BotFaults = Partial<Record<string, string>>;

export type BotFailure = { faults: BotFaults; sentence: string | null };

export const noFailure: BotFailure = { faults: {}, sentence: null };

/** What the server refused, beside the fields it is about; the sentence is for what is about none of them. */
export function toBotFailure(error: unknown): BotFailure {
  const parsed = isApiProblem(error) ? refusal.safeParse(error.body) : null;
  const faults: BotFaults = {};
  for (const { path, message } of parsed?.data?.errors ?? []) {
    const [field] = parsePointer(path);
    if (field !== undefined) faults[field] ??= message.replace(/^Invalid input: /, "");
  }
  return { faults, sentence: Object.keys(faults).length === 0 ? problemSentence(error) : null };
}
