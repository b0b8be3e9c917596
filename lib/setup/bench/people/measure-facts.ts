import { type DbLocation, type Sql, sql } from "@/lib/db";
import { factStatements } from "@/lib/facts";
import { storageKeyFor } from "@/lib/model";
import { openDb } from "../../../db/open-db";
import { itemIdOf } from "../../../state/store-item";
import type { BenchRow } from "../report";
import { summarize } from "../stats";
import { madeBotId, madeChannelId, makePerson } from "./made-person";

/** What it costs a turn that two of a person's ten values have changed: the facts alone, as a transaction of their own. */
export async function measureFacts(
  location: DbLocation,
  { name, people, samples }: { name: string; people: number; samples: number },
): Promise<BenchRow[]> {
  const database = await openDb(location);
  const times: number[] = [];
  const floors: number[] = [];
  const run = async (make: () => Sql[]): Promise<number> => {
    const startedMs = performance.now();
    await database.transaction(make());
    return performance.now() - startedMs;
  };
  try {
    for (let at = 0; at < samples; at++) {
      const { write, context } = changeOf(Math.floor((at * people) / samples), people + at);
      times.push(await run(() => factStatements([write], context)));
      floors.push(await run(() => [sql`UPDATE store_item SET bytes = bytes + 1 WHERE id = ${write.itemId}`]));
    }
  } finally {
    await database.close();
  }
  const floor = { name: "one row written by itself", ...summarize(floors) };
  return [
    {
      part: "people",
      name: `facts of a turn, by themselves (${name})`,
      unit: "ms",
      measured: summarize(times),
      floor,
      aim: { kind: "below", value: 1 },
    },
  ];
}

function changeOf(number: number, seq: number) {
  const { userId, data } = makePerson(number);
  const owner = { channelId: madeChannelId, userId };
  const key = storageKeyFor({ botId: madeBotId, conversationId: "", ...owner }, "user", "state-class");
  const after = { ...data, visits: data.visits + seq, wish: `something else (${seq})` };
  return {
    write: {
      itemId: itemIdOf(madeBotId, key),
      botId: madeBotId,
      scope: "user" as const,
      owner,
      before: JSON.stringify(data),
      after: JSON.stringify(after),
    },
    context: { seq, at: new Date().toISOString(), person: owner },
  };
}
