import { HarnessError, type TurnDetail, type TurnRecord } from "@/lib/model";
import { listChangesOfWrite, listErasedOfWrite, readKeptValues } from "@/lib/state";
import { readActivitiesOfTurns, readTurn, readTurnPlace, readTurnRecord } from "@/lib/turns";
import { requireActiveConversation, requireConversation } from "./active-conversation";

/** One turn with its activities and changes. Throws `conversation_not_found` or `turn_not_found`. */
export async function requireTurn(conversationId: string, number: number): Promise<TurnDetail> {
  const turn = await readTurn(conversationId, number);
  if (!turn) {
    await requireConversation(conversationId);
    throw new HarnessError("turn_not_found", "This conversation has no turn with that number.");
  }
  const logged = (await readActivitiesOfTurns(conversationId, number, number)).map((entry) => entry.activity);
  const place = await readTurnPlace(conversationId, number);
  return {
    ...turn,
    activity: logged.find((activity) => activity.id === turn.activityId),
    replies: logged.filter((activity) => activity.id !== turn.activityId),
    changes: place?.writeSeq == null ? [] : await listChangesOfWrite(place.writeSeq),
    erasedPlaces: place?.writeSeq == null ? [] : await listErasedOfWrite(place.writeSeq),
    botVersion: place?.botVersion ?? null,
    record: await requireRecord(conversationId, number),
  };
}

async function requireRecord(conversationId: string, number: number): Promise<TurnRecord> {
  const [{ botId }, kept] = [await requireActiveConversation(conversationId), await readTurnRecord(conversationId, number)];
  return { ...kept, operations: await readKeptValues(botId, kept.operations) };
}
