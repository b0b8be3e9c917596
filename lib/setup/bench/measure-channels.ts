import * as z from "zod";
import { endedTurn } from "@/lib/model";
import { addTrivialBot } from "./add-trivial-bot";
import { ApiClient } from "./api-client";
import { rateDirectly, rateOf, sayDirectly, speakers } from "./ask-directly";
import type { PartResult } from "./report";
import { summarize } from "./stats";
import { startTrivialBot } from "./trivial-bot";

type Size = { turns: number; rounds: number; turnsEach: number };

/** A bot over HTTP that only replies: one turn at a time, and 200 conversations at once; beside the same bot asked directly. */
export async function measureChannels(origin: string, { turns, rounds, turnsEach }: Size): Promise<PartResult> {
  const bot = await startTrivialBot();
  const client = new ApiClient(origin, speakers);
  const direct = new ApiClient(new URL(bot.endpoint).origin, speakers);
  try {
    const { botId } = await addTrivialBot(client, bot);
    const single = await measureSingle({ client, direct, botId, sink: bot.sink, turns });
    const many = await measureMany({ client, direct, botId, sink: bot.sink, rounds, turnsEach });
    return { rows: [...single.rows, ...many.rows], notes: [...single.notes, ...many.notes] };
  } finally {
    client.close();
    direct.close();
    await bot.stop();
  }
}

type Both = { client: ApiClient; direct: ApiClient; botId: string; sink: string };

async function measureSingle({ client, direct, botId, sink, turns }: Both & { turns: number }): Promise<PartResult> {
  const conversationId = await client.startConversation(botId);
  for (let number = 0; number < turns / 5; number++) await say(client, conversationId, `warm up ${number}`);
  const through: number[] = [];
  const directly: number[] = [];
  for (let number = 0; number < turns; number++) {
    directly.push(await sayDirectly(direct, sink, conversationId, `direct ${number}`));
    through.push(await say(client, conversationId, `say ${number}`));
  }
  const floor = { name: "the same bot, asked directly", ...summarize(directly) };
  const aim = { kind: "below" as const, value: floor.median + 5 };
  return {
    rows: [{ part: "channels", name: "turn with a bot over HTTP", unit: "ms", measured: summarize(through), floor, aim }],
    notes: [],
  };
}

async function measureMany({ client, direct, botId, sink, rounds, turnsEach }: Both & Omit<Size, "turns">): Promise<PartResult> {
  const through: number[] = [];
  const directly: number[] = [];
  const waits: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const ids = await Promise.all(Array.from({ length: speakers }, () => client.startConversation(botId)));
    const talk = async (id: string) => {
      for (let number = 0; number < turnsEach; number++) waits.push(await say(client, id, `say ${number}`));
    };
    through.push(await rateOf(ids, turnsEach, talk));
    for (const id of ids) await requireWhole(client, id, turnsEach);
    directly.push(await rateDirectly(direct, sink, ids, turnsEach));
  }
  const floor = { name: "the same bot, asked directly", ...summarize(directly) };
  const part = "channels" as const;
  return {
    rows: [
      { part, name: "200 conversations at once with a bot over HTTP", unit: "turns/s", measured: summarize(through), floor, aim: null },
      { part, name: "a turn among those 200", unit: "ms", measured: summarize(waits), floor: null, aim: null },
    ],
    notes: [
      `The bot over HTTP runs in the process that asks. After each of ${rounds} rounds of ${speakers * turnsEach} turns every transcript was read: nothing was lost or out of order.`,
    ],
  };
}

const heardTurn = endedTurn.extend({ replies: z.array(z.looseObject({ text: z.string() })).length(1) });

async function say(client: ApiClient, conversationId: string, text: string): Promise<number> {
  const answer = await client.post(conversationId, { text });
  const { turn, replies } = heardTurn.parse(JSON.parse(answer.text));
  if (turn.outcome !== "completed" || replies[0]?.text !== `heard ${text}`)
    throw new Error(`A turn went wrong: ${answer.text.slice(0, 500)}`);
  return answer.durationMs;
}

const transcript = z.object({ activities: z.array(z.looseObject({ type: z.string(), text: z.string().optional() })) });

/** Each of what was said is followed by its reply, in order. */
async function requireWhole(client: ApiClient, conversationId: string, turnsEach: number): Promise<void> {
  const answer = await client.ask("GET", `/api/conversations/${encodeURIComponent(conversationId)}/activities`);
  const { activities } = transcript.parse(JSON.parse(answer.text));
  const texts = activities.flatMap(({ type, text }) => (type === "message" ? [text] : []));
  const wanted = Array.from({ length: turnsEach }, (_, number) => [`say ${number}`, `heard say ${number}`]).flat();
  if (JSON.stringify(texts) !== JSON.stringify(wanted)) throw new Error(`Something was lost or out of order: ${texts.join(", ")}`);
}
