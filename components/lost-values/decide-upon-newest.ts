import { isApiProblem } from "@/components/api/api-problem";
import { isEqualJson, type JsonValue, type LostValue, type LostValueSide } from "@/lib/model";
import { decideLostValue, listLostValues } from "./lost-value-calls";

type Deciding = { conversationId: string; lost: LostValue; keep: LostValueSide | null; by: string };

/** Others may write again and again; after this many times the person looks again. */
const maxTries = 4;

/** Decides what was shown. Where the item has changed since, but neither the place nor the decision, the person has seen all there is to see. */
export async function decideUponNewest({ conversationId, lost, keep, by }: Deciding, tries = maxTries): Promise<LostValue> {
  try {
    return await decideLostValue(conversationId, lost.id, { keep, eTag: lost.eTag }, by);
  } catch (error) {
    if (!isApiProblem(error) || error.code !== "stale_etag" || tries === 1) throw error;
    const { lostValues } = await listLostValues(conversationId, { seq: lost.writeSeq });
    const newest = lostValues.find(({ id }) => id === lost.id);
    if (!newest || !isSameToThePerson(lost, newest)) throw error;
    return decideUponNewest({ conversationId, lost: newest, keep, by }, tries - 1);
  }
}

function isSameToThePerson(shown: LostValue, newest: LostValue): boolean {
  const isSameValue = isEqualJson(shown.current as JsonValue | undefined, newest.current as JsonValue | undefined);
  return isSameValue && shown.decision?.keep === newest.decision?.keep;
}
