import type { ShownRule } from "@/lib/model";
import { ruleWords } from "./retention-words";

type Rules = readonly ShownRule[];

const keyOf = ({ botId, id }: ShownRule) => JSON.stringify([botId, id]);
const byKey = (rules: Rules) => new Map(rules.map((rule) => [keyOf(rule), rule]));

/** Somebody's own changes, made from `base`, upon the rules that others saved meanwhile. */
export function applyAgain({ base, mine, theirs }: { base: Rules; mine: Rules; theirs: Rules }): ShownRule[] {
  const [before, own, now] = [byKey(base), byKey(mine), byKey(theirs)];
  const kept = theirs.flatMap((rule) => {
    const [was, wanted] = [before.get(keyOf(rule)), own.get(keyOf(rule))];
    if (!was) return [wanted ?? rule];
    return wanted ? [{ ...rule, ...changesOf(was, wanted) }] : [];
  });
  return [...kept, ...mine.filter((rule) => !now.has(keyOf(rule)) && !isSame(before.get(keyOf(rule)), rule))];
}

function changesOf(was: ShownRule, wanted: ShownRule): Partial<ShownRule> {
  const changed = Object.entries(wanted).filter(([name, value]) => was[name as keyof ShownRule] !== value);
  return Object.fromEntries(changed) as Partial<ShownRule>;
}

function isSame(was: ShownRule | undefined, rule: ShownRule): boolean {
  return was !== undefined && Object.keys(changesOf(was, rule)).length === 0;
}

/** What rules that somebody saved changed, a line for each. */
export function changesBetween(base: Rules, theirs: Rules): string[] {
  const [before, now] = [byKey(base), byKey(theirs)];
  const changed = theirs.flatMap((rule) => {
    const was = before.get(keyOf(rule));
    return isSame(was, rule) ? [] : [`${ruleWords(rule)}: ${was ? `${termsOf(was)}, now ${termsOf(rule)}` : `new, ${termsOf(rule)}`}`];
  });
  const gone = base.filter((rule) => !now.has(keyOf(rule))).map((rule) => `${ruleWords(rule)}: removed`);
  return [...changed, ...gone];
}

function termsOf({ days, isOn }: ShownRule): string {
  return isOn ? `${days} days` : "off";
}
