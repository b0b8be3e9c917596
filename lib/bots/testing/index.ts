export { type ServedBot, serve } from "./remote/serve";
export { serveV4Bot } from "./remote/serve-v4-bot";
