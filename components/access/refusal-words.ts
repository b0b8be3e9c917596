import { type Right, refusalOf } from "@/lib/model";

/** In a file of its own, which pages fetch when they need it. */
export function refusalWords(right: Right): string {
  return refusalOf(right);
}
