import { type ApiClient, requireWritingTurn } from "./api-client";
import { firstContact, stateManagementId } from "./first-contact";
import { createMemoryBot } from "./memory-bot";
import type { BenchRow, PartResult } from "./report";
import { summarize } from "./stats";

type Series = { turns: number[]; memoryTurns: number[]; roundTrips: number[] };

/** A turn over HTTP, one at a time, its floors measured between the turns so that the machine's moods hit all alike. */
export async function measureTurn(client: ApiClient, { conversations }: { conversations: number }): Promise<PartResult> {
  const memoryBot = await createMemoryBot();
  const warmUp = newSeries();
  const series = newSeries();
  for (let number = 0; number < Math.ceil(conversations / 5); number++) await measureConversation(client, memoryBot, `w${number}`, warmUp);
  for (let number = 0; number < conversations; number++) await measureConversation(client, memoryBot, `c${number}`, series);
  const row: Pick<BenchRow, "part" | "unit" | "measured" | "aim"> = {
    part: "turn",
    unit: "ms",
    measured: summarize(series.turns),
    aim: { kind: "below", value: 5 },
  };
  const memoryFloor = { name: "same bot, MemoryStorage, no HTTP", ...summarize(series.memoryTurns) };
  const httpFloor = { name: "GET /api/health", ...summarize(series.roundTrips) };
  return {
    rows: [
      { ...row, name: "turn over POST …/activities", floor: memoryFloor },
      { ...row, name: "the same, beside HTTP alone", floor: httpFloor },
    ],
    notes: [
      "A turn is one of the three turns of a first contact with the State management sample (1, 1 and 3 replies); each was checked to have written state.",
    ],
  };
}

function newSeries(): Series {
  return { turns: [], memoryTurns: [], roundTrips: [] };
}

async function measureConversation(
  client: ApiClient,
  memoryBot: Awaited<ReturnType<typeof createMemoryBot>>,
  name: string,
  series: Series,
): Promise<void> {
  const conversationId = await client.startConversation(stateManagementId);
  for (const activity of firstContact(name)) {
    series.memoryTurns.push(await memoryBot.post(conversationId, activity));
    series.roundTrips.push((await client.ask("GET", "/api/health")).durationMs);
    const answer = await client.post(conversationId, activity);
    requireWritingTurn(answer);
    series.turns.push(answer.durationMs);
  }
}
