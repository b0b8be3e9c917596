import { TurnContext, UserState } from "botbuilder-core";

/** A pixel as a picture, and a file of text: what a bot can send without a web server. */
const pixel = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const note = `data:text/plain;base64,${Buffer.from("A file from the bot.").toString("base64")}`;

const hostileMarkdown = [
  "<script>window.wasHacked = 'script'</script>",
  "<img src=x onerror=\"window.wasHacked = 'img'\">",
  "<svg onload=\"window.wasHacked = 'svg'\"></svg>",
  "<iframe srcdoc=\"<script>parent.wasHacked = 'iframe'</script>\"></iframe>",
  "<a href=\"javascript:window.wasHacked = 'a'\">anchor</a>",
  "[link](javascript:window.wasHacked='link')",
  "[data](data:text/html;base64,PHNjcmlwdD5wYXJlbnQud2FzSGFja2VkPSdkYXRhJzwvc2NyaXB0Pg==)",
  "![picture](javascript:window.wasHacked='picture')",
  "<style>body { display: none }</style>",
  "**still here**",
].join("\n\n");

const everydayMarkdown = [
  "# Title",
  "Some **bold** and a [page](https://a.example/online=1), and a ![beach](https://a.example/beach.png)",
  "| one | two |\n|---|---|",
  "- first\n- second",
  "Fish &copy; chips",
].join("\n\n");

const hostileCard = {
  contentType: "application/vnd.microsoft.card.adaptive",
  content: {
    type: "AdaptiveCard",
    version: "1.3",
    body: [
      { type: "TextBlock", text: "<img src=x onerror=\"window.wasHacked = 'card'\"> [link](javascript:window.wasHacked='card')" },
      { type: "Image", url: "javascript:window.wasHacked='image'", altText: "hostile image" },
    ],
    actions: [{ type: "Action.OpenUrl", title: "Open hostile link", url: "javascript:window.wasHacked='action'" }],
  },
};

const missingPictures = {
  contentType: "application/vnd.microsoft.card.adaptive",
  content: {
    type: "AdaptiveCard",
    version: "1.3",
    body: [
      { type: "Image", url: "https://pictures.example/beach.png", altText: "The beach" },
      { type: "Image", url: "data:image/png;base64,AAAA" },
    ],
  },
};

const carouselPage = (text) => ({ type: "CarouselPage", items: [{ type: "TextBlock", text }] });
const carousel = {
  contentType: "application/vnd.microsoft.card.adaptive",
  content: { type: "AdaptiveCard", version: "1.6", body: [{ type: "Carousel", pages: ["Page one", "Page two"].map(carouselPage) }] },
};

const heroCard = {
  contentType: "application/vnd.microsoft.card.hero",
  content: { title: "A hero card", text: "With a button.", buttons: [{ type: "imBack", title: "Say hello", value: "hello" }] },
};

const formCard = {
  contentType: "application/vnd.microsoft.card.adaptive",
  content: {
    type: "AdaptiveCard",
    version: "1.3",
    body: [
      { type: "TextBlock", text: "An adaptive card", weight: "Bolder" },
      { type: "Input.Text", id: "colour", label: "Colour" },
    ],
    actions: [{ type: "Action.Submit", title: "Submit colour", data: { form: "colour" } }],
  },
};

/** An error that onTurnError apologises for; every other error is thrown on, as by a bot that has no onTurnError. */
class HandledError extends Error {}

/** Turns that wait for "release", by conversation. */
const held = new Map();

/** What the bot does on the first word of a message; `rest` is what follows it. */
const commands = {
  throw: async (_context, rest) => {
    throw rest === "handled" ? new HandledError("thrown and handled") : new Error(rest === "" ? "thrown on request" : rest);
  },
  slow: async (context, rest) => {
    await context.sendActivities([
      { type: "delay", value: Number(rest) },
      { type: "message", text: `replied after ${rest} ms` },
    ]);
  },
  /** "remember 500 colour blue": has read the state when it waits, and writes after that. */
  remember: async (context, rest, memory) => {
    const [waitMs = "0", key = "", ...words] = rest.split(" ");
    await memory.get(context, key);
    await context.sendActivity("a moment, please");
    await context.sendActivity({ type: "delay", value: Number(waitMs) });
    await memory.set(context, key, words.join(" "));
    await context.sendActivity(`${key} is now ${words.join(" ")}`);
  },
  /** "hold colour blue": as above, but waits until another message of the conversation says "release". */
  hold: async (context, rest, memory) => {
    const [key = "", ...words] = rest.split(" ");
    await memory.get(context, key);
    const released = new Promise((resolve) => held.set(context.activity.conversation.id, resolve));
    await context.sendActivity("a moment, please");
    await released;
    await memory.set(context, key, words.join(" "));
  },
  release: async (context) => {
    held.get(context.activity.conversation.id)?.();
    held.delete(context.activity.conversation.id);
  },
  many: async (context, rest) => {
    for (let number = 1; number <= Number(rest); number++) await context.sendActivity(`message ${number} of ${rest}`);
  },
  big: async (context, rest, memory) => {
    await memory.set(context, "big", "x".repeat(Number(rest)));
    await context.sendActivity(`kept ${rest} bytes`);
  },
  late: async (context, rest) => {
    const reference = TurnContext.getConversationReference(context.activity);
    const { adapter } = context;
    const reply = () => adapter.continueConversation(reference, async (later) => void (await later.sendActivity(`late by ${rest} ms`)));
    setTimeout(() => reply().catch((error) => console.error("The late reply was not sent:", error)), Number(rest));
    await context.sendActivity("later");
  },
  hang: () => new Promise(() => {}),
  html: async (context) => {
    await context.sendActivity({ type: "message", text: hostileMarkdown, textFormat: "markdown" });
    await context.sendActivity({ type: "message", attachments: [hostileCard] });
  },
  markdown: async (context) => {
    await context.sendActivity({ type: "message", text: everydayMarkdown, textFormat: "markdown" });
  },
  carousel: async (context) => {
    await context.sendActivity({ type: "message", attachments: [carousel] });
  },
  pictures: async (context) => {
    await context.sendActivity({ type: "message", attachments: [missingPictures] });
  },
  card: async (context) => {
    await context.sendActivity({ type: "message", text: "two cards", attachments: [heroCard, formCard] });
  },
  file: async (context) => {
    await context.sendActivity({
      type: "message",
      text: "an image and a text",
      attachments: [
        { contentType: "image/png", contentUrl: pixel, name: "pixel.png" },
        { contentType: "text/plain", contentUrl: note, name: "note.txt" },
      ],
    });
  },
  leaves: async (context, rest, memory) => {
    const leaves = Object.fromEntries(Array.from({ length: Number(rest) }, (_, index) => [`leaf${String(index).padStart(5, "0")}`, index]));
    await memory.set(context, "leaves", leaves);
    await context.sendActivity(`kept ${rest} leaves`);
  },
  list: async (context, _rest, memory) => {
    const list = (await memory.get(context, "list")) ?? [];
    await memory.set(context, "list", [{ id: `item-${list.length + 1}`, text: `item ${list.length + 1}` }, ...list]);
    await context.sendActivity(`the list has ${list.length + 1} items`);
  },
  set: async (context, rest, memory) => {
    const [key = "", ...words] = rest.split(" ");
    await memory.set(context, key, words.join(" "));
    await context.sendActivity(`${key} is now ${words.join(" ")}`);
  },
  /** "own likes green tea": under a key of its own, with the person's id in it. */
  own: async (context, rest, { storage }) => {
    const [key = "", ...words] = rest.split(" ");
    await storage.write({ [`profile-${context.activity.from.id}`]: { [key]: words.join(" "), eTag: "*" } });
    await context.sendActivity(`noted that ${rest}`);
  },
  name: async (context, _rest, memory) => {
    await context.sendActivity(`your name is ${(await memory.get(context, "name")) ?? "unknown"}`);
  },
  suggest: async (context) => {
    const actions = ["Red", "Green"].map((colour) => ({ type: "imBack", title: colour, value: colour }));
    await context.sendActivity({ type: "message", text: "pick a colour", suggestedActions: { actions, to: [] } });
  },
  typing: async (context, rest) => {
    await context.sendActivities([{ type: "typing" }, { type: "delay", value: Number(rest) }, { type: "message", text: "typed" }]);
  },
  trace: async (context) => {
    await context.sendTraceActivity("Look", { secret: "only for the inspector" }, "https://example.org/look", "Look");
    await context.sendActivity("traced");
  },
};

function describeReceived({ text, value, attachments = [] }) {
  if (value !== undefined) return `you submitted ${JSON.stringify(value)}`;
  if (attachments.length > 0)
    return `you sent ${attachments.map((attachment) => `${attachment.name} (${attachment.contentType})`).join(", ")}`;
  return `you said: ${text}`;
}

function createFaultyBot({ storage }) {
  const userState = new UserState(storage);
  const memory = {
    storage,
    get: (context, key) => userState.createProperty(key).get(context),
    set: (context, key, value) => userState.createProperty(key).set(context, value),
  };
  return {
    async run(context) {
      if (context.activity.type !== "message") return;
      const [word = "", ...rest] = (context.activity.text ?? "").trim().split(/\s+/);
      const command = Object.hasOwn(commands, word) ? commands[word] : undefined;
      if (command) await command(context, rest.join(" "), memory);
      else await context.sendActivity(describeReceived(context.activity));
      await userState.saveChanges(context);
    },
    async onTurnError(context, error) {
      if (!(error instanceof HandledError)) throw error;
      await context.sendActivity("Sorry, that went wrong.");
    },
  };
}

export default [
  {
    id: "faulty",
    name: "Faulty",
    description:
      "Does what a message tells it: throw, slow 500, many 20, big 5000, late 200, hang, html, markdown, card, carousel, pictures, file, leaves 5000, set k v …",
    createBot: createFaultyBot,
  },
  ...["sdk", "protect", "strict"].map((policy) => ({
    id: `faulty-${policy}`,
    name: `Faulty, ${policy}`,
    description: `The same bot, for tests that run it with the policy "${policy}".`,
    createBot: createFaultyBot,
  })),
  ...["production", "marked", "fixture"].map((name) => ({
    id: `faulty-${name}`,
    name: `Faulty, ${name}`,
    description: "The same bot, for tests that mark it as production.",
    createBot: createFaultyBot,
  })),
  {
    id: "broken",
    name: "Broken",
    description: "Fails when it is created, so that a failed bot is listed.",
    createBot() {
      throw new Error("The broken bot always fails to start.");
    },
  },
];
