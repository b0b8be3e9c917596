import { type ApiAnswer, ApiClient, requireWritingTurn } from "./api-client";
import { firstContact, stateManagementId } from "./first-contact";
import { createMemoryBot, type MemoryBot } from "./memory-bot";
import type { PartResult } from "./report";
import { summarize } from "./stats";

/** People who talk at the same time, each in a conversation of their own. */
const speakers = 50;

type Round = { turnsPerSecond: number; durationsMs: number[] };

/** Rounds of 50 conversations at once, each round followed by the same one on MemoryStorage. */
export async function measureThroughput(
  origin: string,
  { rounds, conversationsEach }: { rounds: number; conversationsEach: number },
): Promise<PartResult> {
  const client = new ApiClient(origin, speakers);
  const memoryBot = await createMemoryBot();
  await serverRound(client, conversationsEach);
  const measured: Round[] = [];
  const floors: number[] = [];
  for (let round = 0; round < rounds; round++) {
    measured.push(await serverRound(client, conversationsEach));
    floors.push(await memoryRound(memoryBot, round, conversationsEach));
  }
  client.close();
  const floor = { name: "same bot, MemoryStorage, no HTTP", ...summarize(floors) };
  const rates = summarize(measured.map(({ turnsPerSecond }) => turnsPerSecond));
  const waits = summarize(measured.flatMap(({ durationsMs }) => durationsMs));
  const part = "throughput" as const;
  return {
    rows: [
      { part, name: "50 conversations at once", unit: "turns/s", measured: rates, floor, aim: { kind: "above", value: 700 } },
      { part, name: "a turn among 50 conversations", unit: "ms", measured: waits, floor: null, aim: null },
    ],
    notes: [`Throughput is over ${rounds} rounds of ${speakers * conversationsEach * 3} turns; its p95 is that of rounds.`],
  };
}

async function serverRound(client: ApiClient, conversationsEach: number): Promise<Round> {
  const scripts = await Promise.all(Array.from({ length: speakers }, () => startConversations(client, conversationsEach)));
  const answers: ApiAnswer[] = [];
  const startedMs = performance.now();
  await Promise.all(scripts.map((conversationIds) => speakAll(client, conversationIds, answers)));
  const seconds = (performance.now() - startedMs) / 1000;
  for (const answer of answers) requireWritingTurn(answer);
  return { turnsPerSecond: answers.length / seconds, durationsMs: answers.map(({ durationMs }) => durationMs) };
}

async function startConversations(client: ApiClient, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 0; number < count; number++) ids.push(await client.startConversation(stateManagementId));
  return ids;
}

async function speakAll(client: ApiClient, conversationIds: readonly string[], answers: ApiAnswer[]): Promise<void> {
  for (const conversationId of conversationIds) {
    for (const activity of firstContact("Ann")) answers.push(await client.post(conversationId, activity));
  }
}

async function memoryRound(memoryBot: MemoryBot, round: number, conversationsEach: number): Promise<number> {
  let turns = 0;
  const speak = async (speaker: number): Promise<void> => {
    for (let number = 0; number < conversationsEach; number++) {
      for (const activity of firstContact("Ann")) {
        await memoryBot.post(`${round}-${speaker}-${number}`, activity);
        turns += 1;
      }
    }
  };
  const startedMs = performance.now();
  await Promise.all(Array.from({ length: speakers }, (_, speaker) => speak(speaker)));
  return turns / ((performance.now() - startedMs) / 1000);
}
