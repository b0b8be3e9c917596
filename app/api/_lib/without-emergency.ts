import type { Caller } from "@/lib/model";

/** Emergency access opens what is read: whatever changes something, or hands out a copy, does not find what it lets them see. */
export function withoutEmergency({ hasEmergency: _, ...caller }: Caller): Caller {
  return caller;
}
