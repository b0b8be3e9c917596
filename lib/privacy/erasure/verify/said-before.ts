import type { FoundText } from "@/lib/db";
import type { JsonObject } from "@/lib/model";
import type { Sought } from "../steps/sealed";
import { isSaidBefore } from "../words/is-said-before";
import { redactorOf } from "../words/redactor";
import { stringsIn } from "../words/strings-in";

/**
 * What is looked for without the bots' own words: bots keep their last answer, card or list of choices in somebody's state, and say the same to
 * everybody. What one had said to somebody else before this person was known is not from them; who they are is looked for all the same.
 */
export function withoutSaidBefore(asked: Sought, found: readonly FoundText[]): Sought {
  const said = saidBefore(asked, found);
  if (said.length === 0) return asked;
  const own = ownWordsIn(asked, said);
  const { needles } = asked;
  if (own.size === 0) return asked;
  const sought = needles.sought.filter((text) => !own.has(text));
  return { ...asked, needles: { ...needles, sought, tooCommon: needles.tooCommon + own.size } };
}

/** Values in which nothing says who the person is, and which are among what was said. */
function ownWordsIn({ needles }: Sought, said: readonly string[]): Set<string> {
  const values = new Set(needles.values);
  const identifiers = redactorOf(needles.identifiers);
  const candidates = needles.sought.filter((text) => values.has(text) && !identifiers.has(text));
  return new Set(
    candidates.filter((text) => {
      const { has } = redactorOf([text]);
      return said.some(has);
    }),
  );
}

/** Once each, as everybody is told the same. */
function saidBefore({ reach }: Sought, found: readonly FoundText[]): string[] {
  const activities = found.filter(({ table, column }) => table === "activity" && column === "body");
  const said = activities.map(({ text }) => JSON.parse(text) as JsonObject).filter((activity) => isSaidBefore(reach, activity));
  return [...new Set(said.flatMap(stringsIn))];
}
