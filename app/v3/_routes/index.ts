import type { ServiceRoute } from "../_lib/service-route";
import { attachmentRoutes } from "./attachments";
import { botStateRoutes } from "./bot-state";
import { connectorRoutes } from "./connector";
import { directLineRoutes } from "./direct-line";
import { inlineRoutes } from "./inline";
import { userTokenRoutes } from "./user-token";

/** Everything at the protocol's own paths. */
export const serviceRoutes: readonly ServiceRoute[] = [
  ...attachmentRoutes,
  ...botStateRoutes,
  ...connectorRoutes,
  ...directLineRoutes,
  ...inlineRoutes,
  ...userTokenRoutes,
];
