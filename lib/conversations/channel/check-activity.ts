import type { LoadedBot } from "@/lib/bots";
import { checkWireActivity, withoutServiceAddress } from "@/lib/channels";
import { type Activity, HarnessError } from "@/lib/model";
import { serviceUrlOf } from "./service-address";

/** An activity as a bot sent it, in one shape for all SDKs and without the bot's own address. Throws `invalid_activity`. */
export function checkActivity(body: unknown, { summary }: LoadedBot): Partial<Activity> {
  try {
    return checkWireActivity(withoutServiceAddress(body, serviceUrlOf(summary.id)));
  } catch (cause) {
    throw new HarnessError("invalid_activity", cause instanceof Error ? cause.message : "This is no activity.", { cause });
  }
}
