import { type BotCopyAnswer, type ItemScope, isJsonObject, type JsonValue, maskValue } from "@/lib/model";
import { hideLeaves } from "./hide-leaves";
import { type ExpiredParts, expiredParts } from "./judge";

/** State as a bot told it, without what is past its time here. */
export async function hideInCopy(answer: BotCopyAnswer, conversationId: string): Promise<BotCopyAnswer> {
  const expired = answer.copy && (await expiredParts({ conversationId }));
  if (!answer.copy || !expired) return answer;
  const { copy } = answer;
  const hide = (scope: ItemScope) => hideIn(copy[scope], scope, expired);
  // A dialog is told without the property that holds it.
  const dialog = expired.parts.dialog && copy.dialog !== null ? maskValue(copy.dialog as JsonValue) : copy.dialog;
  return { ...answer, copy: { ...copy, user: hide("user"), conversation: hide("conversation"), private: hide("private"), dialog } };
}

function hideIn(data: unknown, scope: ItemScope, expired: ExpiredParts): unknown {
  return isJsonObject(data) ? hideLeaves(data, { scope, expired }).data : data;
}
