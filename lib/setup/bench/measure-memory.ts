import { ApiClient, requireWritingTurn } from "./api-client";
import type { BenchServer } from "./bench-server";
import { firstContact, stateManagementId } from "./first-contact";
import type { BenchRow, PartResult } from "./report";
import { summarize } from "./stats";

const bytesPerMb = 1024 * 1024;
const connections = 10;

/** Memory of a server that has served nothing but `few` and then `many` turns; its floor is the same server before the first. */
export async function measureMemory(server: BenchServer, { few, many }: { few: number; many: number }): Promise<PartResult> {
  const client = new ApiClient(server.origin, connections);
  await converse(client, connections);
  const idle = await server.memory();
  const rows: BenchRow[] = [];
  let done = 0;
  for (const turns of [few, many]) {
    await converse(client, turns - done);
    done = turns;
    const { rss, heapUsed } = await server.memory();
    rows.push(row(`resident memory after ${turns.toLocaleString("en-US")} turns`, rss, idle.rss, { kind: "below", value: 250 }));
    rows.push(row(`JavaScript heap after ${turns.toLocaleString("en-US")} turns`, heapUsed, idle.heapUsed, null));
  }
  client.close();
  return { rows, notes: ["Resident memory is as found; the heap is what is left of it after a collection."] };
}

function row(name: string, bytes: number, idleBytes: number, aim: BenchRow["aim"]): BenchRow {
  const floor = { name: "the same server before", ...summarize([idleBytes / bytesPerMb]) };
  return { part: "memory", name, unit: "MB", measured: summarize([bytes / bytesPerMb]), floor, aim };
}

async function converse(client: ApiClient, turns: number): Promise<void> {
  let left = turns;
  const speak = async (): Promise<void> => {
    while (left > 0) {
      const conversationId = await client.startConversation(stateManagementId);
      left -= 1;
      for (const activity of firstContact("Ann")) {
        requireWritingTurn(await client.post(conversationId, activity));
        left -= 1;
      }
    }
  };
  await Promise.all(Array.from({ length: connections }, speak));
}
