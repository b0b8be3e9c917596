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
export { explainProbe, explainSilence } from "./connector/explain-probe";
export { type BotEndpoint, postToBot } from "./connector/post-to-bot";
export { BotAnswerError, readBotAnswer } from "./connector/read-bot-answer";
export { readInvokeAnswer, requireInvokeTaken } from "./connector/read-invoke-answer";
export type { IncomingAnswer } from "./connector/send-request";
export { checkWireActivity, toWireActivity } from "./connector/to-wire-activity";
export { withoutServiceAddress } from "./connector/without-service-address";
export { toClientView } from "./direct-line/client-view";
export {
  type DirectLineClaims,
  isReservedUserId,
  issueToken,
  readToken,
  tokenLifetimeSeconds,
} from "./direct-line/tokens";
export { formatWatermark, parseWatermark, type Watermark } from "./direct-line/watermark";
export { type InlineState, readInlineAnswer, readInlineSaying, toInlineMessage } from "./inline/inline-message";
export { readAttachCommand, readBotCopy } from "./inspection/read-bot-copy";
export { listExchanges } from "./protocol-log/list-exchanges";
export { flushProtocolLog, noteExchange } from "./protocol-log/note-exchange";
export { noteBodyRead, watchServed } from "./protocol-log/note-served";
