import { type Sql, sql } from "@/lib/db";
import { subjectRef } from "@/lib/env";
import type { Caller } from "@/lib/model";
import { noteErased, suppressStatements } from "@/lib/standing";
import { moveRequest } from "../../requests/move-request";
import { setStep } from "../erasure-row";
import { type Report, sum, withEarlierCounts } from "../report";
import { fileReviews, settleReviews } from "../review/decisions";
import type { PreparedWork } from "../work/prepare-work";
import type { Task } from "../work/task";
import { erasedOf, eraseWork, rowsAtOnce } from "./erase-work";
import { failErasure } from "./fail-erasure";
import { forgetInProcess } from "./forget-in-process";

/** The work of a case. When a transaction fails nothing of it was done, and the case has failed. */
export async function eraseAll(number: string, prepared: PreparedWork, caller: Caller): Promise<void> {
  const { task } = prepared;
  try {
    await eraseWork(prepared, (statements) => conclude(number, task, statements, caller));
  } catch (error) {
    await failErasure(number, error, { keepsSealed: task.work.rows > rowsAtOnce });
    throw error;
  }
  await noteErased(erasedOf(task.reach));
  await forgetInProcess(task.reach);
}

async function conclude(number: string, task: Task, statements: readonly Sql[], caller: Caller) {
  const { work, reach, at } = task;
  const [deleted, rewritten] = [sum(work.stores.map((one) => one.deleted)), sum(work.stores.map((one) => one.rewritten))];
  const written = [
    ...suppressStatements(erasedOf(reach), { caseNumber: number, at }),
    ...fileReviews(task),
    settleReviews(number),
    await noteReport(number, task),
    setStep(number, "erased"),
  ];
  return moveRequest(number, "verifying", { caller, detail: { deleted, rewritten }, statements: [...statements, ...written] });
}

async function noteReport(number: string, { reach, work, needles }: Task): Promise<Sql> {
  const of = (store: string) => work.stores.find((one) => one.store === store);
  const report: Report = {
    accounts: reach.accounts.map(subjectRef),
    stores: work.stores,
    tombstones: (of("Turn")?.deleted ?? 0) + (of("PropertyVersion")?.rewritten ?? 0),
    needles: needles.sought.length,
    tooCommon: needles.tooCommon,
  };
  return sql`UPDATE erasure SET report = ${JSON.stringify(await withEarlierCounts(number, report))} WHERE number = ${number}`;
}
