import { readFile } from "node:fs/promises";
import * as z from "zod";
import { type AddBotRequest, addBotRequest, HarnessError } from "@/lib/model";

const botsFile = z.array(addBotRequest.required({ id: true })).max(1000);

/** The bots of TURNSCOPE_REMOTE_BOTS: a JSON list of what POST /api/bots takes, each with its id. Throws `invalid_setting`. */
export async function readBotsFile(path: string): Promise<(AddBotRequest & { id: string })[]> {
  const parsed = botsFile.safeParse(await readJson(path));
  if (!parsed.success)
    throw fileError(`is not a list of bots as POST /api/bots takes them, each with an id: ${explainFault(parsed.error)}`);
  const ids = parsed.data.map(({ id }) => id);
  const twice = ids.find((id, place) => ids.indexOf(id) !== place);
  if (twice !== undefined) throw fileError(`names two bots ${twice}`);
  return parsed.data;
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as unknown;
  } catch (cause) {
    // Node's own message may quote the file, which may hold passwords.
    throw fileError(cause instanceof SyntaxError ? "is not JSON" : "cannot be read", cause);
  }
}

/** Where, and what was expected; never what was found. */
function explainFault({ issues: [issue] }: z.ZodError): string {
  return issue ? `${z.core.toDotPath(issue.path)}: ${issue.message}` : "";
}

function fileError(what: string, cause?: unknown): HarnessError {
  return new HarnessError("invalid_setting", `The file that TURNSCOPE_REMOTE_BOTS names ${what}.`, { cause });
}
