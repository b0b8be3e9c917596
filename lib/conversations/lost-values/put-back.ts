import { HarnessError } from "@/lib/model";
import { type Commit, readLostValues } from "@/lib/state";
import { requireTurn } from "../require-turn";
import { type DecidedValues, decideLostValues } from "./decide-lost-values";

/** Puts back all values that a turn wrote over unseen. Throws `turn_not_found`, `stale_etag`, `invalid_request`. */
export async function putBackLostValues(
  conversationId: string,
  turn: number,
  { by, commit }: { by: string; commit?: Commit },
): Promise<DecidedValues> {
  await requireTurn(conversationId, turn);
  const read = async () => {
    const lostValues = await readLostValues(conversationId, { turn });
    if (lostValues.length > 0) return lostValues;
    throw new HarnessError(
      "invalid_request",
      "There is nothing to put back: this turn wrote over nothing unseen, or it came here with a copy.",
    );
  };
  return decideLostValues({ conversationId, read, decision: { keep: "overwritten", by, commit } });
}
