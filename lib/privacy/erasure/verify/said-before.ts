import type { JsonObject } from "@/lib/model";
import type { Sought } from "../steps/sealed";
import { isSaidBefore } from "../words/is-said-before";
import { redactorOf } from "../words/redactor";
import { stringsIn } from "../words/strings-in";
import { type Cell, isTraceOf } from "./find-traces";

/**
 * Tells traces of the person from the bots' own words: bots keep their last answer, card or list of choices in somebody's state, and say the same to
 * everybody. What one had said to somebody else before this person was known is not from them; who they are is looked for all the same. That is learnt
 * while cells are found, or those of what is said to everybody would all be held in memory: what was found before may be such words too.
 */
export function learnSaidBefore(asked: Sought): { isFound: (cell: Cell) => boolean; sought: () => Sought } {
  let sought = asked;
  let isTrace = isTraceOf(asked);
  const isFound = (cell: Cell): boolean => {
    if (!isTrace(cell)) return false;
    const own = ownWordsIn(sought, saidBefore(sought, cell));
    if (own.size === 0) return true;
    sought = without(sought, own);
    isTrace = isTraceOf(sought);
    return isTrace(cell);
  };
  return { isFound, sought: () => sought };
}

function without({ needles, ...rest }: Sought, own: ReadonlySet<string>): Sought {
  const sought = needles.sought.filter((text) => !own.has(text));
  return { ...rest, needles: { ...needles, sought, tooCommon: needles.tooCommon + own.size } };
}

/** Values in which nothing says who the person is, and which are among what was said. */
function ownWordsIn({ needles }: Sought, said: readonly string[]): Set<string> {
  if (said.length === 0) return new Set();
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

function saidBefore({ reach }: Sought, { table, column, text }: Cell): string[] {
  if (table !== "activity" || column !== "body") return [];
  const activity = JSON.parse(text) as JsonObject;
  return isSaidBefore(reach, activity) ? stringsIn(activity) : [];
}
