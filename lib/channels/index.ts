export {
  type BotData,
  type BotDataEncoding,
  botDataBytes,
  parseBotData,
  toStoredData,
  toWireData,
} from "./bot-state/bot-data";
export { type BotDataPlace, botDataKey, ownerOfPlace } from "./bot-state/bot-data-key";
export { BotRequestError } from "./connector/bot-request-error";
export { type BotEndpoint, postToBot } from "./connector/post-to-bot";
export { type BotAnswer, BotAnswerError, readBotAnswer } from "./connector/read-bot-answer";
export { checkWireActivity, toWireActivity } from "./connector/to-wire-activity";
export { withoutServiceAddress } from "./connector/without-service-address";
