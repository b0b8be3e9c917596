import { db, encodeText, sql } from "@/lib/db";
import { type Activity, emptyTurnRecord, isJsonObject, type JsonObject } from "@/lib/model";
import { insertSharedPast, readSharedPast, type SharedPast } from "@/lib/turns";
import { judgeActivity } from "./judge-activity";
import { knownIn } from "./known-as";
import { nextRound } from "./next-round";
import type { Task } from "./task";

/** Gives forks that others keep rows of their own for what they share with a conversation that goes, without the person. */
export async function detachForks(task: Task): Promise<void> {
  for (const forkId of task.reach.detached) {
    await nextRound();
    if (!(await isSharing(forkId))) continue;
    const past = withoutTheirs(task, forkId, await readSharedPast(forkId));
    task.work.count("Conversation", { rewritten: 1 });
    task.work.add(past.activities.length + past.turns.length, insertSharedPast(forkId, past));
  }
}

async function isSharing(forkId: string): Promise<boolean> {
  const rows = await (await db()).query(
    sql`SELECT id FROM conversation WHERE id = ${encodeText(forkId)} AND forked_at_position IS NOT NULL`,
  );
  return rows.length > 0;
}

/** Their turns keep their user id here, so that the end of the erasure finds them as it finds all others. */
function withoutTheirs(task: Task, forkId: string, { activities, turns }: SharedPast): SharedPast {
  const known = knownIn(task, forkId);
  const theirs = new Set(turns.filter(({ userId }) => known.ids.has(userId)).map(({ number }) => number));
  return {
    activities: activities.map((row) => {
      const { isIncoming, turn, position } = row;
      const logged = { activity: asLogged(row.activity), isIncoming, turn, conversationId: forkId, position };
      return { ...row, activity: asLogged(judgeActivity(known, logged, theirs).activity) };
    }),
    turns: turns.map((turn) => {
      const isTheirs = theirs.has(turn.number);
      const error = turn.error !== null && known.redactor.has(JSON.stringify(turn.error)) ? null : turn.error;
      const record = isTheirs || known.redactor.has(JSON.stringify(turn.record)) ? emptyTurnRecord : turn.record;
      return { ...turn, error: isTheirs ? null : error, record };
    }),
  };
}

/** What is left of an activity is one still: a log holds nothing else. */
function asLogged(activity: Activity | JsonObject): Activity & JsonObject {
  if (isJsonObject(activity) && isLogged(activity)) return activity;
  throw new Error("What an erasure leaves of an activity has no id, type, time or sender.");
}

function isLogged(activity: JsonObject): activity is Activity & JsonObject {
  const { id, type, timestamp, from } = activity;
  return [id, type, timestamp, isJsonObject(from) ? from.id : null].every((part) => typeof part === "string");
}
