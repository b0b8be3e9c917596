/** Bots for tests of the services; loaded the way a person's own bots are (TURNSCOPE_BOTS). */
export const bots = [
  { id: "greeter", name: "Greeter", description: "Greets who joins, and does what its text says.", createBot: () => ({ run: obey }) },
  {
    id: "apologetic",
    name: "Apologetic",
    description: "Fails, and says sorry.",
    createBot: () => ({ run: obey, onTurnError: (context) => context.sendActivity("sorry") }),
  },
];

/** Kept by the test: who says "wait" is answered when it is open. */
const gate = () => globalThis[Symbol.for("turnscope-test.gate")];

async function obey(context) {
  const { type, text = "", membersAdded = [], recipient } = context.activity;
  if (type === "conversationUpdate")
    await greet(
      context,
      membersAdded.filter(({ id }) => id !== recipient.id),
    );
  if (type !== "message") return;
  if (text === "throw") throw new RangeError("told to throw");
  if (text === "wait") await gate();
  if (text === "inspect") await context.sendActivity({ type: "trace", name: "BotState", value: { secret: true } });
  if (text === "debug") await context.sendActivity({ type: "event", name: "debug", value: {} });
  if (text === "event") await context.sendActivity({ type: "event", name: "sunrise", value: { at: 6 } });
  if (text === "type") await context.sendActivity({ type: "typing" });
  if (text === "change") return change(context);
  if (text === "take back") return takeBack(context);
  if (text === "change my last") await context.updateActivity({ id: lastId, type: "message", text: "changed afterwards" });
  const sent = await context.sendActivity(`you said ${text}`);
  lastId = sent.id;
}

let lastId;

async function greet(context, people) {
  for (const { id } of people) await context.sendActivity(`welcome ${id}`);
}

async function change(context) {
  const { id } = await context.sendActivity("first");
  await context.updateActivity({ id, type: "message", text: "second" });
}

async function takeBack(context) {
  const { id } = await context.sendActivity("never said");
  await context.deleteActivity(id);
}
