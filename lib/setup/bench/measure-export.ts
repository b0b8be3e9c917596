import * as z from "zod";
import { ApiClient, requireWritingTurn } from "./api-client";
import type { BenchServer } from "./bench-server";
import type { BenchRow, PartResult } from "./report";
import { summarize } from "./stats";

const person = { id: "bench-export", name: "Ann Export" };
const found = z.looseObject({ people: z.array(z.looseObject({ personId: z.string() })).min(1) });
const opened = z.looseObject({ number: z.string() });
const made = z.looseObject({ bytes: z.number() });

type Size = { turns: number; samples: number };

/** How long it takes to make the ZIP of somebody who has talked a lot. */
export async function measureExport(server: BenchServer, { turns, samples }: Size): Promise<PartResult> {
  const client = new ApiClient(server.origin);
  try {
    await talk(client, turns);
    const number = await openCase(client);
    const times: number[] = [];
    let bytes = 0;
    for (let sample = 0; sample < samples; sample++) {
      const answer = await client.ask("POST", `/api/privacy/requests/${number}/export`, {});
      if (answer.status !== 201) throw new Error(`The export answered ${answer.status}: ${answer.text.slice(0, 300)}`);
      times.push(answer.durationMs);
      bytes = made.parse(JSON.parse(answer.text)).bytes;
    }
    const name = `ZIP of a person with ${turns.toLocaleString("en-US")} turns`;
    const row: BenchRow = {
      part: "privacy",
      name,
      unit: "ms",
      measured: summarize(times),
      floor: null,
      aim: { kind: "below", value: 2000 },
    };
    return {
      rows: [row],
      notes: [`The ZIP of ${turns.toLocaleString("en-US")} turns of the trip planner has ${Math.round(bytes / 1000)} KB.`],
    };
  } finally {
    client.close();
  }
}

async function talk(client: ApiClient, turns: number): Promise<void> {
  const conversationId = await client.startConversation("trip-planner", { user: person });
  for (let turn = 0; turn < turns; turn++) {
    requireWritingTurn(await client.post(conversationId, { text: `my budget is ${900 + turn} euros`, from: person }));
  }
}

async function openCase(client: ApiClient): Promise<string> {
  const search = await client.ask("POST", "/api/people/search", { query: person.id, match: "exact" });
  const personId = found.parse(JSON.parse(search.text)).people[0]?.personId;
  const { number } = opened.parse(JSON.parse((await client.ask("POST", "/api/privacy/requests", { type: "access", personId })).text));
  await client.ask("POST", `/api/privacy/requests/${number}/identity`, { noDoubt: "A bench" });
  return number;
}
