import type { DecideLostValueRequest, LostValue } from "@/lib/model";
import { type Decision, decideLostValues } from "./decide-lost-values";
import { requireLostValue } from "./list-lost-values";

type DecideInput = DecideLostValueRequest & { id: string; by: string } & Pick<Decision, "commit">;

/** Keeps the bot's value or puts the lost one back; answers what stands then. Throws as `decideLostValues`, and `lost_value_not_found`. */
export async function decideLostValue(conversationId: string, { id, ...decision }: DecideInput): Promise<LostValue> {
  await decideLostValues({ conversationId, read: async () => [await requireLostValue(conversationId, id)], decision });
  return requireLostValue(conversationId, id);
}
