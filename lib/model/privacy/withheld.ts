import * as z from "zod";
import { said } from "../masking/mask-marks";

const withheldMessage = z.object({
  conversationId: z.string(),
  activityId: z.string(),
  botId: z.string(),
  channelId: z.string(),
  at: z.string(),
  speaker: z.string().nullable().describe("••••• when masked; null for the bot"),
  words: said(z.string()).describe("••••• when masked"),
  isMasked: z.boolean(),
  isReleased: z.boolean().describe("The person may have it already"),
});
export type WithheldMessage = z.infer<typeof withheldMessage>;

/** In a file of its own, which only the dialog brings along that shows it. */
export const withheldPage = z.object({
  messages: z.array(withheldMessage).describe("At most 100, the oldest conversation first"),
  cursor: z.string().nullable(),
});
export type WithheldPage = z.infer<typeof withheldPage>;
