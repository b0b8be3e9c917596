import { type AuditInput, commitAudited } from "@/lib/audit";
import { listProductionBots } from "@/lib/conversations";
import { db, type Sql } from "@/lib/db";
import { countUnmasked, purposeOf, type Subjects } from "@/lib/memory";
import { type AuditAction, type Caller, type ErrorCode, isHarnessError, type ReaderSight } from "@/lib/model";
import type { Commit } from "@/lib/state";
import type { AuditRule } from "../_audit/audit-rule";
import { onceAMinute } from "../_audit/fresh-entries";
import { auditRules } from "../_audit/rules";
import { namedIn, subjectsNamed, subjectsOfAnswer } from "../_audit/subjects-named";

type Asked = { operationId: string; input: { params: unknown; query: unknown; body: unknown }; caller: Caller; sight: ReaderSight };

/** What somebody is refused because of who they are or whom it is about; that they were is on record. */
const refusals: ReadonlySet<ErrorCode> = new Set<ErrorCode>(["not_allowed", "values_masked", "person_restricted", "person_being_erased"]);

/**
 * Does what an operation does, and puts on record that it was done before anybody gets an answer. What cannot be put on record is not
 * answered: the error goes on as it came. `work` may commit what it changes with the entry (`commit`): then there is both, or neither.
 */
export async function onRecord<T extends object>(asked: Asked, work: (commit: Commit) => Promise<T>): Promise<T> {
  const rule = auditRules[asked.operationId];
  const unrecorded = () => work(commitAlone);
  if (rule === undefined || typeof rule === "string") return recordingRefusals(asked, unrecorded);
  // Most installations have test bots only, and nothing to look up before each answer.
  if (!rule.isAlways && (await listProductionBots()).size === 0) return recordingRefusals(asked, unrecorded);
  const named = namedIn(asked.input);
  const action = typeof rule.action === "string" ? rule.action : rule.action(named);
  // Looked up before anything is changed: afterwards it may be gone.
  const before = await subjectsNamed(rule, named);
  let isRecorded = false;
  const commit: Commit = async (statements) => {
    const entry = before === null ? null : await entryOf({ ...asked, rule, action, subjects: before });
    if (entry === null) return commitAlone(statements);
    await commitAudited([entry], statements);
    isRecorded = true;
  };
  const done = await recordingRefusals(asked, () => work(commit), { action, place: rule.place, subjects: before?.subjects });
  if (isRecorded) return done;
  const subjects = before ?? (await subjectsOfAnswer("body" in done ? done.body : null));
  await recordDone({ ...asked, rule, action, subjects });
  return done;
}

type Doing = Asked & { rule: AuditRule; action: AuditAction; subjects: Subjects };

async function recordDone(doing: Doing): Promise<void> {
  const input = await entryOf(doing);
  if (input === null) return;
  if (doing.rule.isReading) await onceAMinute(input, () => commitAudited([input]));
  else await commitAudited([input]);
}

async function commitAlone(statements: readonly Sql[]): Promise<void> {
  await (await db()).transaction(statements);
}

/** Null where it does not come on record: of test bots. */
async function entryOf({ rule, action, subjects, caller, sight }: Doing): Promise<AuditInput | null> {
  const production = await listProductionBots();
  if (!rule.isAlways && !subjects.botIds.some((botId) => production.has(botId))) return null;
  const unmasked = await countUnmasked(subjects, sight);
  const why = unmasked > 0 ? await purposeOf(subjects, caller) : {};
  return {
    caller,
    action,
    place: rule.place,
    subjects: subjects.subjects,
    counts: unmasked > 0 ? { unmasked } : {},
    ...why,
  };
}

type Attempt = { action: AuditAction; place?: string; subjects?: readonly string[] };

/** Does something, and puts on record when it was refused for who asks or whom it is about. Nobody at all is turned away without. */
export async function recordingRefusals<T>(
  { operationId, caller }: Pick<Asked, "operationId" | "caller">,
  work: () => Promise<T>,
  attempt: Attempt = { action: "access.refused" },
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { place = operationId } = attempt;
    if (isHarnessError(error) && refusals.has(error.code)) await commitAudited([{ caller, ...attempt, place, outcome: "refused" }]);
    throw error;
  }
}
