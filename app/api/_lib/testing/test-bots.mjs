/** Bots that do on request what well-behaved ones never do; loaded the way a person's own bots are (TURNSCOPE_BOTS). */
export const bots = [
  {
    id: "obedient",
    name: "Obedient",
    description: "Does what its text says.",
    createBot: ({ storage }) => ({ run: (context) => obey(context, storage) }),
  },
  {
    id: "broken",
    name: "Broken",
    description: "Does not start.",
    createBot: () => {
      throw new Error("no engine");
    },
  },
];

async function obey(context, storage) {
  const { type, text = "", conversation } = context.activity;
  if (type !== "message") return;
  if (text === "throw") throw new RangeError("told to throw");
  if (text === "hang") await new Promise(() => {});
  if (text === "begin dialog") {
    const key = `emulator/conversations/${conversation.id}/`;
    const dialogStack = [{ id: "root", state: { step: 1 } }];
    await storage.write({ [key]: { topic: "travel", DialogState: { dialogStack } } });
  }
  if (text.startsWith("tell ")) await tell(context, storage, text.slice("tell ".length));
  if (text.startsWith("note "))
    await storage.write({ [`note-${context.activity.from.id}`]: { word: text.slice("note ".length), eTag: "*" } });
  if (text.startsWith("keep ")) await keepAfter(storage, conversation.id, text.split(" "));
  await context.sendActivity(`you said ${text}`);
}

/** Puts a word wherever a bot can put one: into all scopes and a dialog, a log, a card, an offered answer and, at last, an error. */
async function tell(context, storage, word) {
  const { from, conversation } = context.activity;
  const [place, person] = [`emulator/conversations/${conversation.id}`, `users/${from.id}/`];
  const dialogStack = [{ id: "root", state: { stepIndex: 1, values: { word } } }];
  console.log(`told ${word}`);
  await storage.write({
    [`emulator/${person}`]: { word, list: [word, { deep: word }], "word@mail.example": true, number: 918273645 },
    [`${place}/`]: { shared: word, DialogState: { dialogStack } },
    [`${place}/${person}`]: { secret: word },
    [`odd ${conversation.id}`]: { word },
  });
  await context.sendActivity({
    type: "message",
    text: `you told ${word}`,
    suggestedActions: { actions: [{ type: "imBack", title: word, value: word }] },
    attachments: [{ contentType: "application/vnd.microsoft.card.hero", name: word, content: { title: word } }],
    entities: [{ type: "mention", text: word }],
    channelData: { word },
    value: { word },
  });
  await context.sendActivity({ type: "trace", name: "Bot State", label: word, valueType: "word", value: { word } });
  const valueType = "https://www.botframework.com/schemas/botState";
  await context.sendActivity({
    type: "trace",
    name: "BotState",
    valueType,
    value: { userState: { word }, conversationState: { shared: word } },
  });
  await storage.read([`${place}/`]);
  if (word.endsWith("!")) throw new RangeError(`told ${word}`);
}

/** "keep 50 diet" or "keep 50 diet vegan": has read the state when it waits, and adds to what it has read after that. */
async function keepAfter(storage, conversationId, [, waitMs, name, value = true]) {
  const key = `emulator/conversations/${conversationId}/`;
  const { [key]: item = {} } = await storage.read([key]);
  await new Promise((resolve) => setTimeout(resolve, Number(waitMs)));
  await storage.write({ [key]: { ...item, [name]: value, eTag: "*" } });
}
