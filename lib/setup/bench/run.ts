import { writeFileSync } from "node:fs";
import os from "node:os";
import { parseArgs } from "node:util";
import { ApiClient } from "./api-client";
import { startBenchServer } from "./bench-server";
import { measureAudit } from "./measure-audit";
import { measureBotState } from "./measure-bot-state";
import { measureChannels } from "./measure-channels";
import { measureDirectLine } from "./measure-direct-line";
import { measureExport } from "./measure-export";
import { measureHistory } from "./measure-history";
import { measureMemory } from "./measure-memory";
import { measurePages } from "./measure-pages";
import { measurePaint } from "./measure-paint";
import { measureRecorder } from "./measure-recorder";
import { measureThroughput } from "./measure-throughput";
import { measureTurn } from "./measure-turn";
import { measureErasure } from "./people/measure-erasure";
import { measurePeople } from "./people/measure-people";
import { PeopleFiles } from "./people/people-files";
import { toMarkdown, toTable } from "./print-report";
import type { BenchReport, PartResult } from "./report";
import { withBrowser } from "./with-browser";

const parts = {
  server: benchServer,
  channels: benchChannels,
  recorder: benchRecorder,
  pages: benchPages,
  history: benchHistory,
  memory: benchMemory,
  people: benchPeople,
  audit: benchAudit,
  privacy: benchPrivacy,
};

/**
 * `npm run bench -- [--quick] [--only part] [--json file] [--markdown file] [--filled folder]` measures a production build on an empty database,
 * and floors beside it. Databases with very many people stay in `folder` for the next run.
 */
async function bench(): Promise<void> {
  const text = { type: "string" } as const;
  const { values } = parseArgs({ options: { quick: { type: "boolean" }, only: text, json: text, markdown: text, filled: text } });
  const isQuick = values.quick ?? false;
  const report: BenchReport = { at: new Date().toISOString(), machine: describeMachine(), isQuick, rows: [], notes: [] };
  const files = new PeopleFiles(values.filled);
  for (const [name, part] of Object.entries(parts)) {
    if (values.only !== undefined && values.only !== name) continue;
    const { rows, notes } = await part(isQuick, files);
    report.rows.push(...rows);
    report.notes.push(...notes);
  }
  files.remove();
  console.log(toTable(report));
  if (values.json) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
  if (values.markdown) writeFileSync(values.markdown, toMarkdown(report));
}

async function benchServer(isQuick: boolean): Promise<PartResult> {
  return withServer(async ({ origin }) => {
    const client = new ApiClient(origin);
    const turn = await measureTurn(client, { conversations: isQuick ? 20 : 300 });
    client.close();
    const throughput = await measureThroughput(
      origin,
      isQuick ? { rounds: 2, conversationsEach: 2 } : { rounds: 5, conversationsEach: 10 },
    );
    return { rows: [...turn.rows, ...throughput.rows], notes: [...turn.notes, ...throughput.notes] };
  });
}

async function benchRecorder(isQuick: boolean): Promise<PartResult> {
  return measureRecorder({ pairs: isQuick ? 20 : 400 });
}

async function benchAudit(isQuick: boolean): Promise<PartResult> {
  return measureAudit(isQuick ? { rounds: 2, entries: 2_000 } : { rounds: 5, entries: 20_000 });
}

async function benchChannels(isQuick: boolean): Promise<PartResult> {
  return withServer(async ({ origin }) => {
    const size = isQuick ? { turns: 50, rounds: 1, turnsEach: 3 } : { turns: 500, rounds: 5, turnsEach: 5 };
    const api = await measureChannels(origin, size);
    const directLine = await measureDirectLine(origin, size);
    const botState = await measureBotState(origin, isQuick ? { rounds: 2, requests: 500 } : { rounds: 5, requests: 3_000 });
    return {
      rows: [...api.rows, ...directLine.rows, ...botState.rows],
      notes: [...api.notes, ...directLine.notes, ...botState.notes],
    };
  });
}

async function benchPages(isQuick: boolean): Promise<PartResult> {
  return withServer(({ origin }) =>
    withBrowser(async (browser) => {
      const pages = await measurePages(browser, origin, { rounds: isQuick ? 2 : 7 });
      const lengths = isQuick ? [0, 50, 200] : [0, 100, 5_000];
      const paint = await measurePaint(browser, origin, { lengths, samples: isQuick ? 5 : 30 });
      return { rows: [...pages.rows, ...paint.rows], notes: [...pages.notes, ...paint.notes] };
    }),
  );
}

async function benchHistory(isQuick: boolean): Promise<PartResult> {
  return withServer((server) => withBrowser((browser) => measureHistory(server, browser, { turns: isQuick ? 1_000 : 10_000 })));
}

async function benchMemory(isQuick: boolean): Promise<PartResult> {
  return withServer((server) => measureMemory(server, isQuick ? { few: 100, many: 1_000 } : { few: 1_000, many: 10_000 }));
}

async function benchPeople(isQuick: boolean, files: PeopleFiles): Promise<PartResult> {
  const many = isQuick ? { people: 10_000, samples: 50 } : { people: 1_000_000, samples: 200 };
  return measurePeople(files, many, isQuick ? many : { people: 100_000, samples: 200 });
}

async function benchPrivacy(isQuick: boolean, files: PeopleFiles): Promise<PartResult> {
  const exported = await withServer((server) =>
    measureExport(server, isQuick ? { turns: 100, samples: 3 } : { turns: 1_000, samples: 10 }),
  );
  const [sqlite, postgres] = isQuick ? [10_000, 2_000] : [1_000_000, 100_000];
  const samples = isQuick ? 2 : 3;
  const erased = await measureErasure(files, { people: sqlite, samples }, { people: postgres, samples });
  return { rows: [...exported.rows, ...erased.rows], notes: [...exported.notes, ...erased.notes] };
}

async function withServer<T>(measure: (server: Awaited<ReturnType<typeof startBenchServer>>) => Promise<T>): Promise<T> {
  const server = await startBenchServer();
  try {
    return await measure(server);
  } finally {
    await server.stop();
  }
}

function describeMachine(): BenchReport["machine"] {
  const [cpu] = os.cpus();
  return { cpu: cpu?.model ?? "unknown", cores: os.cpus().length, memoryGb: Math.round(os.totalmem() / 2 ** 30), node: process.version };
}

await bench();
