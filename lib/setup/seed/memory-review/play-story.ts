import { openBot } from "@/lib/bots/open-bot";
import { setBot } from "@/lib/conversations/bot-settings";
import { botRegistry, botSurroundings } from "@/lib/conversations/bots";
import { createConversation } from "@/lib/conversations/create-conversation";
import { postActivity } from "@/lib/conversations/post-activity";
import { readState } from "@/lib/conversations/read-state";
import { writeState } from "@/lib/conversations/write-state";
import { isJsonObject, type Persona } from "@/lib/model";
import { describeMemory } from "./describe-memory";
import { earlierTripPlanner, type PriceDesk, type Release } from "./earlier-trip-planner";
import { setClock } from "./seed-clock";
import { type Step, story, type Visit } from "./story";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const botId = "trip-planner";
const priceDesk: PriceDesk = { ask: () => Promise.resolve() };

/** Plays the story into the database of this process, each visit on its day; the last days are those before `now`. Sets the clock. */
export async function playStory(now: Date): Promise<void> {
  const registry = await botRegistry();
  const todays = registry.require(botId);
  const midnight = Math.floor(now.getTime() / dayMs) * dayMs;
  let release: Release | null = null;
  for (const [index, visit] of story.entries()) {
    if (visit.release !== release && visit.botId === botId) {
      release = visit.release;
      registry.put(release === null ? todays : await openEarlier(release));
    }
    // Between eight and six, each visit at a minute of its own.
    const begins = midnight - visit.daysAgo * dayMs + (8 * 60 + ((index * 97) % 600)) * minuteMs;
    await playVisit(visit, begins);
  }
  registry.put(todays);
  // Since yesterday people look at what the bots remember.
  setClock(new Date(midnight - dayMs + 18 * 60 * minuteMs));
  await describeMemory();
}

async function openEarlier(release: Release) {
  const found = { fallbackId: botId, definition: earlierTripPlanner(release, priceDesk) };
  const { bot, summary } = await openBot(found, new Set(), botSurroundings);
  if (!bot) throw new Error(`The earlier trip planner did not load: ${summary.error}`);
  return bot;
}

async function playVisit({ conversationId, botId, starts, steps }: Visit, beginsMs: number): Promise<void> {
  setClock(new Date(beginsMs));
  await createConversation({ conversationId, botId, channelId: starts.channelId }, starts);
  for (const [index, step] of steps.entries()) {
    setClock(new Date(beginsMs + (index + 1) * minuteMs));
    await playStep(conversationId, step);
  }
}

async function playStep(conversationId: string, step: Step): Promise<void> {
  if (step.kind === "say") await say(conversationId, step.from, step.text);
  else if (step.kind === "edit") await edit(conversationId, step);
  else await overlap(conversationId, step);
}

async function say(conversationId: string, { id, name }: Persona, text: string): Promise<void> {
  const { outcome, error } = await (await postActivity(conversationId, { type: "message", from: { id, name }, text })).finished;
  if (outcome !== "completed") throw new Error(`"${text}" in ${conversationId} ended as ${outcome}: ${JSON.stringify(error)}`);
}

async function edit(conversationId: string, { scope, of, by, change }: Step & { kind: "edit" }): Promise<void> {
  const { data } = (await readState(conversationId, of.id))[scope];
  const changed = change(isJsonObject(data) ? data : {});
  const wanted = Object.keys(changed).length === 0 ? null : changed;
  await writeState({ conversationId, userId: of.id, writes: [{ scope, data: wanted, ifMatch: "*" }], kind: "edit", by });
}

/** While the bot looks prices up for the second person, it hears the first one; then it saves what it knew before. */
async function overlap(conversationId: string, { first, second, text }: Step & { kind: "overlap" }): Promise<void> {
  const [asked, allowed] = [signal(), signal()];
  priceDesk.ask = () => {
    asked.give();
    return allowed.given;
  };
  await setBot(botId, { overlapTurns: true });
  const checked = say(conversationId, second, "check the prices");
  await Promise.race([asked.given, checked]);
  await say(conversationId, first, text);
  allowed.give();
  await checked;
  await setBot(botId, { overlapTurns: false });
}

function signal(): { given: Promise<void>; give: () => void } {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give: () => give() };
}
