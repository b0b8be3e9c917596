import { type Activity, isJsonObject } from "@/lib/model";

/** What every activity says about its way, and nothing to anybody. */
const envelope = new Set([
  "id",
  "type",
  "timestamp",
  "localTimestamp",
  "localTimezone",
  "channelId",
  "serviceUrl",
  "conversation",
  "from",
  "recipient",
  "replyToId",
  "locale",
  "inputHint",
  "textFormat",
  "attachmentLayout",
  "importance",
  "deliveryMode",
  "membersAdded",
  "membersRemoved",
  "relatesTo",
]);

/** Every text that an activity brings to whom it is sent: words, cards, buttons and what lies behind them. */
export function saidTexts(activity: Activity): string[] {
  const texts: string[] = [];
  for (const [name, value] of Object.entries(activity)) if (!envelope.has(name)) collect(value);
  return texts;

  function collect(value: unknown): void {
    if (typeof value === "string") {
      // Files travel inside activities; what they hold is not looked through.
      if (!value.startsWith("data:")) texts.push(value);
    } else if (typeof value === "number") texts.push(String(value));
    else if (Array.isArray(value)) value.forEach(collect);
    else if (isJsonObject(value)) Object.values(value).forEach(collect);
  }
}
