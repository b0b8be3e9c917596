export { type ServedBot, serve } from "./remote/serve";
export { serveV3Bot } from "./remote/serve-v3-bot";
export { serveV4Bot } from "./remote/serve-v4-bot";
