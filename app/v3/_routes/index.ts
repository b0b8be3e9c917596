import type { ServiceRoute } from "../_lib/service-route";
import { connectorRoutes } from "./connector";

/** Everything at the protocol's own paths. */
export const serviceRoutes: readonly ServiceRoute[] = [...connectorRoutes];
