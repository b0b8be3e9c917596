import type * as z from "zod";
import { type Def, maskMarks } from "./mask-marks";

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
