import type { ServiceRoute } from "../_lib/service-route";
import { botStateRoutes } from "./bot-state";
import { connectorRoutes } from "./connector";

/** Everything at the protocol's own paths. */
export const serviceRoutes: readonly ServiceRoute[] = [...connectorRoutes, ...botStateRoutes];
