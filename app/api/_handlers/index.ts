import type { OperationHandler } from "../_lib/handle";
import { activityHandlers } from "./activities";
import { botHandlers } from "./bots";
import { conversationHandlers } from "./conversations";
import { fileHandlers } from "./files";
import { historyHandlers } from "./history";
import { lostValueHandlers } from "./lost-values";
import { memberHandlers } from "./members";
import { personaHandlers } from "./personas";
import { serverHandlers } from "./server";
import { snapshotHandlers } from "./snapshots";
import { stateHandlers } from "./state";
import { turnHandlers } from "./turns";

export const handlers: readonly OperationHandler[] = [
  ...serverHandlers,
  ...botHandlers,
  ...conversationHandlers,
  ...memberHandlers,
  ...activityHandlers,
  ...stateHandlers,
  ...turnHandlers,
  ...historyHandlers,
  ...lostValueHandlers,
  ...snapshotHandlers,
  ...personaHandlers,
  ...fileHandlers,
];
