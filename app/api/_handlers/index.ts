import type { OperationHandler } from "../_lib/handle";
import { accessHandlers } from "./access";
import { activityHandlers } from "./activities";
import { auditHandlers } from "./audit";
import { botHandlers } from "./bots";
import { conversationHandlers } from "./conversations";
import { dictionaryHandlers } from "./dictionary";
import { erasureHandlers } from "./erasures";
import { fileHandlers } from "./files";
import { findingHandlers } from "./findings";
import { historyHandlers } from "./history";
import { inspectionHandlers } from "./inspection";
import { lostValueHandlers } from "./lost-values";
import { maskingHandlers } from "./masking";
import { memberHandlers } from "./members";
import { overviewHandlers } from "./overview";
import { peopleHandlers } from "./people";
import { personaHandlers } from "./personas";
import { proposalHandlers } from "./proposals";
import { protocolLogHandlers } from "./protocol-log";
import { rectificationHandlers } from "./rectification";
import { requestHandlers } from "./requests";
import { retentionHandlers } from "./retention";
import { serverHandlers } from "./server";
import { signInHandlers } from "./sign-ins";
import { snapshotHandlers } from "./snapshots";
import { standingHandlers } from "./standing";
import { stateHandlers } from "./state";
import { storageHandlers } from "./storage";
import { turnHandlers } from "./turns";

export const handlers: readonly OperationHandler[] = [
  ...serverHandlers,
  ...accessHandlers,
  ...botHandlers,
  ...signInHandlers,
  ...storageHandlers,
  ...conversationHandlers,
  ...memberHandlers,
  ...activityHandlers,
  ...stateHandlers,
  ...inspectionHandlers,
  ...turnHandlers,
  ...protocolLogHandlers,
  ...historyHandlers,
  ...lostValueHandlers,
  ...snapshotHandlers,
  ...dictionaryHandlers,
  ...findingHandlers,
  ...overviewHandlers,
  ...personaHandlers,
  ...peopleHandlers,
  ...requestHandlers,
  ...erasureHandlers,
  ...maskingHandlers,
  ...rectificationHandlers,
  ...standingHandlers,
  ...proposalHandlers,
  ...retentionHandlers,
  ...fileHandlers,
  ...auditHandlers,
];
