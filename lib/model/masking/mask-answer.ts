import * as z from "zod";
import { type JsonObject, setOwn } from "../json";
import { scopes } from "../scope";
import { leafStep, type Step } from "./mask-leaf";
import { type Def, type MaskMark, maskMarks } from "./mask-marks";
import { enter, enterScope, isSeen, type Scene, toNobody } from "./scene";

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
