import type { Operation } from "../_lib/operation";
import { accessOperations } from "./access";
import { botOperations } from "./bots";
import { conversationOperations, fileOperations, snapshotOperations } from "./conversations";
import { memoryOperations } from "./memory";
import { peopleOperations } from "./people";
import { auditOperations, privacyOperations } from "./privacy";
import { getHealth } from "./server";

/** Everything the API does, in the order of its documentation. */
export const operations: readonly Operation[] = [
  getHealth,
  ...accessOperations,
  ...botOperations,
  ...conversationOperations,
  ...snapshotOperations,
  ...memoryOperations,
  ...peopleOperations,
  ...privacyOperations,
  ...fileOperations,
  ...auditOperations,
];
