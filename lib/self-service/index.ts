export { answerSelfService, withSelfService } from "./turnscope-self-service.mjs";
