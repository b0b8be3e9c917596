import type { Activity, Leak, LeakReport, LoggedActivity } from "@/lib/model";
import { findValue } from "./find-value";
import type { LeafValue } from "./leaf-values";
import { saidTexts } from "./said-texts";

type Searched = {
  ownerId: string;
  values: readonly LeafValue[];
  skipped: number;
  /** The whole log, oldest first. */
  log: readonly LoggedActivity[];
  /** What the bot remembers about each other person, as lower-case texts. */
  ownValues: ReadonlyMap<string, ReadonlySet<string>>;
};

/**
 * Every value of one person in what the bot sent to others. An activity is sent to its recipient: in a group everybody reads everything, but
 * what the bot tells the person whose value it is, is no leak. Incoming activities are not the bot's, and traces reach nobody.
 */
export function findLeaks({ ownerId, values, skipped, log, ownValues }: Searched): LeakReport {
  const said = new Map<string, string[]>();
  const leaks: Leak[] = [];
  let checkedActivities = 0;
  for (const logged of log) {
    const { activity } = logged;
    const texts = saidTexts(activity);
    if (isByPerson(activity)) {
      said.set(activity.from.id, [...(said.get(activity.from.id) ?? []), ...texts]);
      continue;
    }
    const toUserId = activity.recipient.id;
    if (toUserId === ownerId || isUnseen(activity)) continue;
    checkedActivities++;
    const knows = (value: string): boolean =>
      (ownValues.get(toUserId)?.has(value.toLowerCase()) ?? false) ||
      (said.get(toUserId) ?? []).some((text) => findValue(text, value) !== null);
    for (const { scope, path, text } of values) {
      const excerpt = firstExcerpt(texts, text);
      if (excerpt === null) continue;
      leaks.push({ scope, path, ownerId, toUserId, turn: logged.turn, activityId: activity.id, excerpt, isKnown: knows(text) });
    }
  }
  return { leaks, checkedValues: values.length, checkedActivities, skippedValues: skipped };
}

function isByPerson({ from }: Activity): boolean {
  return from.role === "user";
}

function isUnseen({ type, name }: Activity): boolean {
  return type === "trace" || type === "messageDelete" || type === "invokeResponse" || (type === "event" && name === "debug");
}

function firstExcerpt(texts: readonly string[], value: string): string | null {
  for (const text of texts) {
    const found = findValue(text, value);
    if (found !== null) return found;
  }
  return null;
}
