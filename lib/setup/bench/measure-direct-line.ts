import { addTrivialBot } from "./add-trivial-bot";
import { ApiClient } from "./api-client";
import { rateDirectly, rateOf, sayDirectly, speakers } from "./ask-directly";
import { DirectLineClient } from "./direct-line-client";
import { startInstantDirectLine } from "./instant-direct-line";
import { PlainDirectLineClient } from "./plain-direct-line-client";
import type { BenchRow, Measured, PartResult } from "./report";
import { summarize } from "./stats";
import { startTrivialBot } from "./trivial-bot";

type Size = { turns: number; rounds: number; turnsEach: number };
type Sides = { origin: string; secret: string; direct: ApiClient; sink: string };

/** DirectLineJS over WebSocket with a bot that only replies: one round trip at a time, and 200 conversations at once; beside the bot asked directly. */
export async function measureDirectLine(origin: string, { turns, ...size }: Size): Promise<PartResult> {
  const bot = await startTrivialBot();
  const client = new ApiClient(origin);
  const direct = new ApiClient(new URL(bot.endpoint).origin, speakers);
  try {
    const { directLineSecret: secret } = await addTrivialBot(client, bot);
    const sides = { origin, secret, direct, sink: bot.sink };
    const single = await measureSingle(sides, turns);
    const many = await measureMany(sides, size);
    return { rows: [...single.rows, ...many.rows], notes: many.notes };
  } finally {
    client.close();
    direct.close();
    await bot.stop();
  }
}

/** One after the other in turns, so that all meet the same machine. */
async function measureSingle({ origin, secret, direct, sink }: Sides, turns: number): Promise<PartResult> {
  const instant = await startInstantDirectLine();
  const js = new DirectLineClient(origin, secret, "ann");
  const jsAlone = new DirectLineClient(instant.origin, "secret", "ann");
  const plain = await PlainDirectLineClient.connect(origin, secret);
  const took = { direct: [] as number[], plain: [] as number[], js: [] as number[], jsAlone: [] as number[] };
  try {
    for (let number = -turns / 5; number < turns; number++) {
      if (number === 0) for (const list of Object.values(took)) list.length = 0;
      took.direct.push(await sayDirectly(direct, sink, "direct", `direct ${number}`));
      took.plain.push(await plain.say(`say ${number}`));
      took.jsAlone.push(await jsAlone.say(`say ${number}`));
      took.js.push(await js.say(`say ${number}`));
    }
  } finally {
    for (const client of [js, jsAlone, plain]) client.close();
    await instant.stop();
  }
  const { jsAlone: alone, ...ours } = took;
  const bot = { name: "the same bot, asked directly", ...summarize(ours.direct) };
  const client = { name: "DirectLineJS with a service that knows the reply at once", ...summarize(alone) };
  const rows = [toRow("Direct Line round trip over WebSocket", ours.plain, bot), toRow("the same with DirectLineJS", ours.js, client)];
  return { rows, notes: [] };
}

function toRow(name: string, durations: number[], floor: Measured): BenchRow {
  const aim = { kind: "below", value: floor.median + 5 } as const;
  return { part: "channels", name, unit: "ms", measured: summarize(durations), floor, aim };
}

async function measureMany({ direct, sink, ...place }: Sides, { rounds, turnsEach }: Omit<Size, "turns">): Promise<PartResult> {
  const through: number[] = [];
  const directly: number[] = [];
  const waits: number[] = [];
  for (let round = 0; round < rounds; round++) {
    through.push(await talkAtOnce(place, turnsEach, waits));
    const ids = Array.from({ length: speakers }, (_, number) => `direct-${number}`);
    directly.push(await rateDirectly(direct, sink, ids, turnsEach));
  }
  const floor = { name: "the same bot, asked directly", ...summarize(directly) };
  const part = "channels" as const;
  return {
    rows: [
      { part, name: "200 conversations at once over Direct Line", unit: "turns/s", measured: summarize(through), floor, aim: null },
      { part, name: "a round trip among those 200", unit: "ms", measured: summarize(waits), floor: null, aim: null },
    ],
    notes: [
      `A round trip is from DirectLineJS' postActivity until the bot's reply is with the client; bot and clients run in one process. Each client of ${rounds} rounds of ${speakers * turnsEach} turns got everything once and in order.`,
    ],
  };
}

/** Everybody has said something before it counts, so that all are connected. */
async function talkAtOnce({ origin, secret }: Pick<Sides, "origin" | "secret">, turnsEach: number, waits: number[]): Promise<number> {
  const clients = Array.from({ length: speakers }, (_, number) => new DirectLineClient(origin, secret, `user-${number}`));
  try {
    await Promise.all(clients.map((client) => client.say("hello")));
    const rate = await rateOf(clients, turnsEach, async (client) => {
      for (let number = 0; number < turnsEach; number++) waits.push(await client.say(`say ${number}`));
    });
    for (const client of clients) requireWhole(client, turnsEach);
    return rate;
  } finally {
    for (const client of clients) client.close();
  }
}

function requireWhole({ texts }: DirectLineClient, turnsEach: number): void {
  const said = ["hello", ...Array.from({ length: turnsEach }, (_, number) => `say ${number}`)];
  const wanted = said.flatMap((text) => [text, `heard ${text}`]);
  if (JSON.stringify(texts) !== JSON.stringify(wanted)) throw new Error(`Something was lost or out of order: ${texts.join(", ")}`);
}
