import * as z from "zod";
import { isContactId, ownerOfKey, replaceContactIds } from "./contact-id";
import { expiredText } from "./describe-activity";
import { isJsonObject, type JsonObject, type JsonValue, setOwn } from "./json";
import { hideActivity, maskActivity, withAccounts } from "./mask-activity";
import { type MaskMark, maskMarks } from "./mask-marks";
import { maskedText, maskKey, maskPath, maskSize, maskValue, type Party, type ReaderSight } from "./masking";
import { scopes } from "./scope";

/** Who an answer is about: everybody in the conversations it tells of, and the one whose state was asked for. */
export type AnswerParties = {
  everyone: readonly Party[];
  asked: readonly Party[];
  /** Whose the values are where nothing else is said. */
  current: readonly Party[];
};

/** Conversations of which what was said is past its time, and whether one is among those that were asked for. */
export type PastSaid = { conversationIds: ReadonlySet<string>; isAsked: boolean };

type Scene = AnswerParties & { sight: ReaderSight; past?: PastSaid };

/** Null where a schema holds nothing of people. */
type Step = ((value: unknown, scene: Scene) => unknown) | null;

/**
 * An answer without the values that the reader may not see. Its schema says where they are; objects name their bot (`botId`), their person
 * (`userId`) and their scope themselves, and what they do not name is that of the answer. What the schema does not tell is masked. What was said is
 * hidden from every reader where it is `past`.
 */
export function maskAnswer<A>(schema: z.ZodType, answer: A, scene: Scene): A {
  const isAllSeen = scene.sight.isUnlimited && scene.sight.seesCases && scene.past === undefined;
  const step = isAllSeen ? null : stepOf(schema);
  return step ? (step(answer, scene) as A) : answer;
}

const steps = new WeakMap<z.core.$ZodType, { step: Step }>();

function stepOf(schema: z.core.$ZodType): Step {
  const known = steps.get(schema);
  if (known) return known.step;
  const made = { step: makeStep(schema) };
  steps.set(schema, made);
  return made.step;
}

function makeStep(schema: z.core.$ZodType): Step {
  const mark = maskMarks.get(schema as z.ZodType) ?? {};
  const step = mark.leaf ? leafStep(mark.leaf, mark.isSaid) : stepByType(schema, mark);
  if (!step || mark.whose === undefined || typeof mark.whose === "object") return step;
  return (value, scene) => step(value, { ...scene, current: toNobody(scene.everyone) });
}

function leafStep(leaf: NonNullable<MaskMark["leaf"]>, isSaid = false): Step {
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

const telling = new WeakMap<z.core.$ZodType, boolean>();

/** Whether an answer may hold what was said. */
export function tellsSaid(schema: z.core.$ZodType): boolean {
  const known = telling.get(schema);
  if (known !== undefined) return known;
  // A schema that holds itself tells no more by that.
  telling.set(schema, false);
  const tells = maskMarks.get(schema as z.ZodType)?.isSaid === true || childrenOf(schema._zod.def as Def).some(tellsSaid);
  telling.set(schema, tells);
  return tells;
}

function childrenOf(def: Def): readonly z.core.$ZodType[] {
  switch (def.type) {
    case "object":
      return Object.values(def.shape);
    case "array":
      return [def.element];
    case "record":
      return [def.valueType];
    case "union":
      return def.options;
    case "pipe":
      return [def.out];
    default:
      return "innerType" in def ? [def.innerType] : [];
  }
}

type Def = z.core.$ZodTypes["_zod"]["def"];

function stepByType(schema: z.core.$ZodType, mark: MaskMark): Step {
  const def = schema._zod.def as Def;
  switch (def.type) {
    case "object":
      return objectStep(def.shape, mark);
    case "array":
      return listStep(stepOf(def.element));
    case "record":
      return recordStep(stepOf(def.valueType));
    case "union":
      return unionStep(def.options);
    case "optional":
    case "nullable":
    case "default":
    case "prefault":
    case "readonly":
    case "nonoptional":
    case "catch":
      return absentOr(stepOf(def.innerType));
    case "pipe":
      return stepOf(def.out);
    case "string":
    case "number":
    case "boolean":
    case "literal":
    case "enum":
    case "null":
    case "undefined":
      return null;
    default:
      return leafStep("json");
  }
}

function absentOr(step: Step): Step {
  return step && ((value, scene) => (value === undefined || value === null ? value : step(value, scene)));
}

function listStep(step: Step): Step {
  return step && ((value, scene) => (value as unknown[]).map((item) => step(item, scene)));
}

function recordStep(step: Step): Step {
  return (
    step &&
    ((value, scene) => {
      const masked = {};
      for (const [key, child] of Object.entries(value as object)) setOwn(masked, key, step(child, scene));
      return masked;
    })
  );
}

function unionStep(options: readonly z.core.$ZodType[]): Step {
  if (options.every((option) => stepOf(option) === null)) return null;
  return (value, scene) => {
    const option = options.find((one) => z.safeParse(one, value).success);
    const step = option ? stepOf(option) : leafStep("json");
    return step ? step(value, scene) : value;
  };
}

function objectStep(shape: Readonly<Record<string, z.core.$ZodType>>, mark: MaskMark): Step {
  const members = new Map(Object.entries(shape).map(([key, child]) => [key, stepOf(child)]));
  if (mark.flag === undefined && [...members.values()].every((step) => step === null)) return null;
  const other = leafStep("json");
  const isByScope = scopes.every((scope) => members.has(scope));
  return (value, outer) => {
    const scene = enter(value as JsonObject, outer, mark);
    const masked = {};
    for (const [key, child] of Object.entries(value as object)) {
      const step = members.has(key) ? members.get(key) : other;
      setOwn(masked, key, step ? step(child, isByScope ? enterScope({ scope: key }, scene) : scene) : child);
    }
    return mark.flag && !isSeen(scene) ? { ...masked, [mark.flag]: true } : masked;
  };
}

/** The scene inside an object that may say itself whose values it holds. */
function enter(value: JsonObject, outer: Scene, { whose }: MaskMark): Scene {
  const scene = enterPerson(value, enterBot(value, enterConversation(value, outer)));
  if (typeof whose !== "object") return enterScope(value, scene);
  const named = whose.idsIn.flatMap((name) => partyOf(value[name], scene));
  return { ...scene, current: whose.isMore ? [...scene.current, ...named] : named };
}

function enterScope({ scope, key }: JsonObject, scene: Scene): Scene {
  if (scope === undefined) return scene;
  if (scope !== "user" && scope !== "private") return { ...scene, current: scene.everyone };
  const owner = typeof key === "string" ? ownerOfKey(key) : undefined;
  return { ...scene, current: owner === undefined ? scene.asked : partyOf(owner, scene) };
}

/** What was said stands with the conversation that an object names, else with those that were asked for. */
function enterConversation({ conversationId }: JsonObject, outer: Scene): Scene {
  const { past } = outer;
  if (past === undefined || typeof conversationId !== "string") return outer;
  return { ...outer, past: { ...past, isAsked: past.conversationIds.has(conversationId) } };
}

function isPast({ past }: Scene): boolean {
  return past?.isAsked === true;
}

/** An object of another bot than the answer's has people of its own: those it names as members. */
function enterBot(value: JsonObject, outer: Scene): Scene {
  const { botId, channelId = null, members } = value;
  if (typeof botId !== "string" || (members === undefined && outer.everyone.some((party) => party.botId === botId))) return outer;
  const ids = Array.isArray(members) ? members.flatMap((member) => (isJsonObject(member) ? [member.id] : [])) : [];
  const partyFor = (userId: JsonValue | undefined) => ({
    botId,
    channelId: channelId as string | null,
    userId: (userId ?? null) as string | null,
  });
  const everyone = ids.length > 0 ? ids.map(partyFor) : [partyFor(null)];
  return { ...outer, everyone, asked: everyone, current: everyone };
}

function enterPerson({ userId }: JsonObject, scene: Scene): Scene {
  if (userId === undefined) return scene;
  if (typeof userId !== "string") return { ...scene, current: scene.everyone };
  const asked = partyOf(userId, scene);
  return { ...scene, asked, current: asked };
}

/** Somebody who is not of the conversation is one on the channel of its first person. */
function partyOf(named: JsonValue | undefined, { everyone }: Scene): readonly Party[] {
  const userId = isJsonObject(named) ? named.id : named;
  if (typeof userId !== "string") return everyone;
  const known = everyone.filter((party) => party.userId === userId);
  return known.length > 0 ? known : everyone.slice(0, 1).map((party) => ({ ...party, userId }));
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

/** Of whom nobody says whose bot knows them, nothing is told. */
function isKnown(id: string, scene: Scene): boolean {
  const parties = partyOf(id, scene);
  return scene.sight.isUnlimited || (parties.length > 0 && parties.every((party) => scene.sight.seesParty(party)));
}

function toNobody(everyone: readonly Party[]): Party[] {
  return everyone.map((party) => ({ ...party, userId: null }));
}

function isSeen({ sight, current }: Scene): boolean {
  return current.every((party) => sight.seesParty(party));
}
