import { foldText } from "@/lib/facts";
import type { JsonValue } from "@/lib/model";
import type { Scalar } from "./read-fact-place";

/** Shorter texts and numbers, yes and no say too little: they stand in many places and mean something else in each. */
const minLength = 3;

export function isTelling(value: Scalar): value is string | number {
  return (typeof value === "string" || typeof value === "number") && String(value).trim().length >= minLength;
}

/** Whether two values are the same but for their letters' case. */
export function isSameValue(one: JsonValue | undefined, other: Scalar): boolean {
  return typeof one === typeof other && one !== null && foldText(String(one)) === foldText(String(other));
}
