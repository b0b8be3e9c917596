export { loadScriptedBot, openConversation, type TestConversation, textsOf } from "./conversation";
export { onHearing, type Stage } from "./scripted-bot";
