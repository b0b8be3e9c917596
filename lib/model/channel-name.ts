/** Channels of the Bot Framework by their ids, as people call them. */
const channelNames: Record<string, string> = {
  emulator: "Workbench",
  webchat: "Web chat",
  directline: "Direct Line",
  msteams: "Teams",
  facebook: "Messenger",
  slack: "Slack",
  telegram: "Telegram",
  whatsapp: "WhatsApp",
  sms: "SMS",
  email: "E-mail",
};

export const channelName = (channelId: string): string =>
  Object.hasOwn(channelNames, channelId) ? (channelNames[channelId] ?? channelId) : channelId;
