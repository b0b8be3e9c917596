export { type ServedBot, serve } from "./remote/serve";
export { serveAgentsApp } from "./remote/serve-agents-app";
export { serveAgentsBot } from "./remote/serve-agents-bot";
export { serveV3Bot } from "./remote/serve-v3-bot";
export { serveV3ProfileBot } from "./remote/serve-v3-profile-bot";
export { serveV4Bot } from "./remote/serve-v4-bot";
