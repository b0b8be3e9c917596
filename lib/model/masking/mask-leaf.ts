import { expiredText } from "../describe-activity";
import { isJsonObject, type JsonObject, type JsonValue } from "../json";
import { isContactId, replaceContactIds } from "./contact-id";
import { hideActivity, maskActivity, withAccounts } from "./mask-activity";
import type { MaskMark } from "./mask-marks";
import { maskedText, maskKey, maskPath, maskSize, maskValue } from "./masking";
import { isKnown, isPast, isSeen, type Scene } from "./scene";

/** How a value is answered in a scene; null where a schema holds nothing of people. */
export type Step = ((value: unknown, scene: Scene) => unknown) | null;

/** For what a schema marks, and for what it does not tell. */
export function leafStep(leaf: NonNullable<MaskMark["leaf"]>, isSaid = false): Step {
  if (leaf === "open") return null;
  if (leaf === "activity") return activityStep;
  if (leaf === "account") return (value, scene) => (typeof value === "string" ? aliasFor(value, scene) : value);
  if (leaf === "key") return (value, scene) => (typeof value === "string" ? aliasesIn(value, scene) : value);
  if (leaf === "case") return (value, { sight }) => (sight.seesCases ? value : undefined);
  return (value, scene) => {
    if (value === undefined || value === null) return value;
    if (isSaid && isPast(scene)) return leaf === "text" ? expiredText : maskLeaf(leaf, value);
    return isSeen(scene) ? value : maskLeaf(leaf, value);
  };
}

type MaskedLeaf = Exclude<MaskMark["leaf"], "open" | "activity" | "case" | "account" | "key" | undefined>;

function maskLeaf(leaf: MaskedLeaf, value: unknown): unknown {
  if (leaf === "text") return maskedText;
  if (leaf === "size") return maskSize(value as number);
  if (leaf === "name") return maskKey(value as string);
  if (leaf === "path") return maskPath(value as string);
  return maskValue(value as JsonValue);
}

/** What a person sent is theirs, and what the bot sent is theirs to whom it was sent. */
function activityStep(value: unknown, scene: Scene): unknown {
  if (!isJsonObject(value)) return value;
  return withAccounts(activityOf(value, scene), (id) => aliasFor(id, scene));
}

function activityOf(value: JsonObject, scene: Scene): JsonObject {
  if (isPast(scene)) return hideActivity(value);
  const ids = [value.from, value.recipient].flatMap((account) => (isJsonObject(account) ? [account.id] : []));
  const people = scene.everyone.filter(({ userId }) => userId !== null && ids.includes(userId));
  const current = people.length > 0 ? people : scene.everyone;
  return isSeen({ ...scene, current }) ? value : maskActivity(value);
}

/** An id by which somebody can be reached stands for who may see them alone. */
function aliasFor(id: string, scene: Scene): string {
  return isContactId(id) && !isKnown(id, scene) ? scene.sight.aliasOf(id) : id;
}

function aliasesIn(text: string, scene: Scene): string {
  const unseen = scene.everyone.flatMap(({ userId }) => (userId !== null && aliasFor(userId, scene) !== userId ? [userId] : []));
  const named = unseen.reduce((left, id) => left.replaceAll(id, scene.sight.aliasOf(id)), text);
  return replaceContactIds(named, (id) => aliasFor(id, scene));
}
