import { fileURLToPath } from "node:url";

export { type ServedBot, serve } from "./remote/serve";
export { serveAgentsApp } from "./remote/serve-agents-app";
export { serveAgentsBot } from "./remote/serve-agents-bot";
export { serveAgentsSignInBot, serveOldV4SignInBot, serveV3SignInBot, serveV4SignInBot } from "./remote/serve-sign-in-bots";
export { serveV3Bot } from "./remote/serve-v3-bot";
export { serveV3ProfileBot } from "./remote/serve-v3-profile-bot";
export { serveV4Bot } from "./remote/serve-v4-bot";

/** A module of bots that sign people in, for TURNSCOPE_BOTS. */
export const signInBotsModule = fileURLToPath(new URL("./sign-in-bots.mjs", import.meta.url));
