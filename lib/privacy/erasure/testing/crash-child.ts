import { startUp } from "@/lib/conversations";
import { db, migrate } from "@/lib/db";
import { env } from "@/lib/env";
import { localCaller as caller } from "@/lib/model";
import { requireRequest } from "../../requests/case-row";
import { moveRequest } from "../../requests/move-request";
import { openRequest } from "../../requests/open-request";
import { approveErasure } from "../approve-erasure";
import { continueErasures } from "../continue-erasures";
import { requireErasure } from "../erasure-row";
import { planErasure } from "../plan-erasure";
import { readReceipt } from "../receipt/read-receipt";
import { runErasure } from "../run-erasure";
import { makeCanary, seedTwo, tracesOf } from "./two-people";

/** A process for a test that kills it: `seed`, `run NUMBER POINT` (dies at that point), `continue NUMBER TEXTS` (looks before and after). */
const [mode, number = "", ...rest] = process.argv.slice(2);

/** At which commit it dies, and whether that is still done. */
const points: Record<string, { text: string; value?: string; isAfter: boolean }> = {
  "once it has begun": { text: "SET step = 'erasing'", isAfter: true },
  "before anything is erased": { text: "INSERT INTO suppression", isAfter: false },
  "once all is erased": { text: "INSERT INTO suppression", isAfter: true },
  "once nothing is left to do": { text: "UPDATE erasure SET step =", value: "checked", isAfter: true },
  "once every column was read": { text: "UPDATE erasure SET step =", value: "searched", isAfter: true },
  "once the bytes are cleaned": { text: "UPDATE erasure SET step =", value: "cleaned", isAfter: true },
  "once it is verified": { text: "UPDATE erasure SET step =", value: "verified", isAfter: true },
  "before its receipt is kept": { text: "receipt = ", isAfter: false },
};

function tell(line: unknown): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

async function seed(): Promise<void> {
  console.debug = () => undefined;
  const [ann, bo] = [makeCanary("Ann"), makeCanary("Bo")];
  await seedTwo(ann, bo);
  const opened = await openRequest({ type: "erasure", personId: ann.identityId, receivedOn: "2026-11-20", asked: ann.name }, caller);
  await moveRequest(opened.number, "verified", { caller });
  const { planHash } = await planErasure(opened.number, caller);
  await approveErasure(opened.number, { planHash, caller });
  tell({ number: opened.number, texts: tracesOf(ann), others: tracesOf(bo) });
}

async function runAndDie(point: string): Promise<void> {
  const database = await db();
  const { transaction, execute } = database;
  const { text, value, isAfter } = points[point] ?? { text: "(never)", isAfter: false };
  const die = () => void process.kill(process.pid, "SIGKILL");
  const watching =
    <Statements, Result>(
      run: (given: Statements) => Promise<Result>,
      list: (given: Statements) => readonly { sql: string; values: unknown[] }[],
    ) =>
    async (given: Statements): Promise<Result> => {
      const isIt = list(given).some((one) => one.sql.includes(text) && (value === undefined || one.values.includes(value)));
      if (isIt && !isAfter) die();
      const result = await run(given);
      if (isIt) die();
      return result;
    };
  database.transaction = watching(transaction, (given) => given);
  database.execute = watching(execute, (given) => [given]);
  const { planHash } = await requireErasure(number);
  await (await runErasure(number, { planHash, confirm: number, caller })).finished;
}

async function look(texts: readonly string[]): Promise<unknown> {
  const { state } = await requireRequest(number);
  const { step, failure } = await requireErasure(number);
  const hasReceipt = await readReceipt(number).then(
    () => true,
    () => false,
  );
  const found = await (await db()).findTexts({ texts });
  return { state, step, failure, hasReceipt, places: [...new Set(found.map(({ table, column }) => `${table}.${column}`))] };
}

async function goOn(texts: readonly string[]): Promise<void> {
  const cut = await look(texts);
  await continueErasures((error) => console.error(error));
  tell([cut, await look(texts)]);
}

await migrate(env());
await startUp();
if (mode === "seed") await seed();
if (mode === "run") await runAndDie(rest[0] ?? "");
if (mode === "continue") await goOn(rest);
process.exit();
