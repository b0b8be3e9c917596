import { requireCaller } from "@/lib/access";
import { type Caller, HarnessError, may, notFound, type ReaderSight, type RequiredRight, refusalOf } from "@/lib/model";
import { type Asked, concernedPlaces } from "./concerned-places";
import type { Operation, OperationRight } from "./operation";
import { withoutEmergency } from "./without-emergency";

/** Throws `sign_in_required` for nobody, and `not_allowed` for whoever has not the right, whatever the request is about. */
export function requireRight(caller: Caller, right: OperationRight): void {
  requireOne(caller, typeof right === "object" ? "test.use" : right);
}

type Reader = { caller: Caller; sight: ReaderSight };

/**
 * Looks at the bots that a request is about: of those whom the caller may not know of, it answers as if they were not there (404), and with
 * a production bot it takes the operation's right for that. Throws `not_allowed` and what is thrown for what is not there.
 */
export async function requireRightHere(
  { right, isCopy }: Pick<Operation, "right" | "isCopy">,
  asked: Asked,
  { caller, sight }: Reader,
): Promise<void> {
  // What takes no right, or one that is not about bots, was decided before anything was read.
  if (sight.isUnlimited || right === "anyone" || right === "own-key") return;
  const places = await concernedPlaces(asked);
  for (const { bots, missing } of places) {
    if (bots.length > 0 && bots.every((botId) => sight.unknownBots.has(botId))) throw notFound(missing);
  }
  if (typeof right !== "object") return;
  const counts = (botId: string) => !sight.sees(botId, null) && (right.isWhole || !sight.unknownBots.has(botId));
  if (places.some(({ bots }) => bots.some(counts))) requireOne(isCopy ? withoutEmergency(caller) : caller, inProduction(right, asked.body));
}

function inProduction({ inProduction: right }: OperationRight & object, body: unknown): RequiredRight {
  return typeof right === "function" ? right(body) : right;
}

function requireOne(caller: Caller, right: RequiredRight): void {
  if (right === "anyone" || right === "own-key") return;
  requireCaller(caller);
  if (right !== "signed-in" && !may(caller, right)) throw new HarnessError("not_allowed", refusalOf(right));
}
