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
  if (text.startsWith("keep ")) await keepAfter(storage, conversation.id, text.split(" "));
  await context.sendActivity(`you said ${text}`);
}

/** "keep 50 diet": has read the state when it waits, and adds to what it has read after that. */
async function keepAfter(storage, conversationId, [, waitMs, name]) {
  const key = `emulator/conversations/${conversationId}/`;
  const { [key]: item = {} } = await storage.read([key]);
  await new Promise((resolve) => setTimeout(resolve, Number(waitMs)));
  await storage.write({ [key]: { ...item, [name]: true, eTag: "*" } });
}
