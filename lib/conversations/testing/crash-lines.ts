import type { AllScopes, TurnDetail } from "@/lib/model";

/** What the process that is to be killed says on its standard output, one JSON text a line. */
export type CrashLine =
  | { type: "found"; conversationId: string; turns: TurnDetail[]; activityIds: string[]; state: AllScopes }
  | { type: "ready"; interruptedTurns: number }
  | { type: "accepted"; conversationId: string; number: number; activityId: string }
  | { type: "ended"; conversationId: string; turn: TurnDetail };
