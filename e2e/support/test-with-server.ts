import { OwnServer } from "./own-server";
import { test as base } from "./test";

type Options = { settings: Record<string, string> };

/** For tests that need a server of their own: to stop it, or to give it other settings. */
export const test = base.extend<Options & { server: OwnServer }>({
  settings: [{}, { option: true }],
  server: async ({ settings }, use) => {
    const server = new OwnServer(settings);
    await server.start();
    await use(server);
    await server.remove();
  },
  baseURL: async ({ server }, use) => use(server.origin),
});
