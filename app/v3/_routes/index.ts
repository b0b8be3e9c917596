import type { ServiceRoute } from "../_lib/service-route";

/** Everything at the protocol's own paths. */
export const serviceRoutes: readonly ServiceRoute[] = [];
