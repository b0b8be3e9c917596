import { createHash } from "node:crypto";
import {
  type DictionaryScope,
  type Finding,
  type FindingPage,
  type FindingRule,
  type FindingStatus,
  findingRules,
  findingSeverities,
  HarnessError,
  type Sight,
} from "@/lib/model";
import { requireMemory } from "../require-memory";
import { type Acceptance, readAcceptances } from "./acceptances";
import { formatPlace, type Place, parsePlace } from "./finding-place";
import type { Found } from "./found";
import { keptFindings } from "./kept-findings";
import { readSources } from "./read-sources";

export type ListFindingsRequest = { status: FindingStatus; rule?: FindingRule; scope?: DictionaryScope; limit: number; cursor?: string };

type Judged = Found & { id: string; accepted: Acceptance | null };

/** What the memory lint finds in what a bot remembers now. Throws `bot_not_found` and `invalid_cursor`. */
export async function listFindings(botId: string, { limit, cursor, ...filter }: ListFindingsRequest, sight: Sight): Promise<FindingPage> {
  const { judged: all, at } = await judgeAll(botId);
  const after = cursor === undefined ? null : parsePlace(cursor);
  const wanted = all.filter((one) => fits(one, filter) && (after === null || byGravity(placeOf(one), after) > 0));
  const page = wanted.slice(0, limit);
  const last = wanted.length > limit ? page.at(-1) : undefined;
  const open = all.filter(({ accepted }) => accepted === null).length;
  return {
    findings: await toFindings(page, { botId, sight }),
    cursor: last ? formatPlace(placeOf(last)) : null,
    counts: { open, accepted: all.length - open },
    at,
  };
}

/** One finding as it is now. Throws `finding_not_found` when the lint does not find it, or no longer. */
export async function requireFinding(botId: string, id: string, sight: Sight): Promise<Finding> {
  const [finding] = await toFindings(
    (await judgeAll(botId)).judged.filter((one) => one.id === id),
    { botId, sight },
  );
  if (finding) return finding;
  throw new HarnessError("finding_not_found", "The memory lint has no such finding. What it found may be mended by now.");
}

async function judgeAll(botId: string): Promise<{ judged: Judged[]; at: string }> {
  await requireMemory(botId);
  const [{ found, at }, accepted] = await Promise.all([keptFindings(botId), readAcceptances(botId)]);
  const judged = found.map((one) => judge(botId, one, accepted));
  return { judged: judged.sort((one, other) => byGravity(placeOf(one), placeOf(other))), at };
}

/** A finding is the same as long as its rule and place are, whatever the counts. */
function judge(botId: string, found: Found, accepted: ReadonlyMap<string, Acceptance>): Judged {
  const place = JSON.stringify([botId, found.rule, found.scope, found.path, found.beside ?? ""]);
  const id = createHash("sha256").update(place).digest("base64url").slice(0, 20);
  return { ...found, id, accepted: accepted.get(id) ?? null };
}

const placeOf = ({ rule, people, id }: Judged): Place => ({ rule, people, id });
const gravity = ({ rule }: Place): number => findingSeverities.indexOf(findingRules[rule].severity);
const ruleOrder = Object.keys(findingRules);

function byGravity(one: Place, other: Place): number {
  const byRule = ruleOrder.indexOf(one.rule) - ruleOrder.indexOf(other.rule);
  return gravity(one) - gravity(other) || other.people - one.people || byRule || compareTexts(one.id, other.id);
}

const compareTexts = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);

function fits(one: Judged, { status, rule, scope }: Pick<ListFindingsRequest, "status" | "rule" | "scope">): boolean {
  const isOpen = one.accepted === null;
  const isOfStatus = status === "all" || (status === "open") === isOpen;
  return isOfStatus && (rule === undefined || one.rule === rule) && (scope === undefined || one.scope === scope);
}

async function toFindings(judged: readonly Judged[], { botId, sight }: { botId: string; sight: Sight }): Promise<Finding[]> {
  const sources = await readSources(judged, { isOpen: sight.sees(botId, null) });
  return judged.map(({ seqs: _, beside: __, ...one }, index) => {
    const { title, severity, why, advice } = findingRules[one.rule];
    return { ...one, title, severity, why, advice, sources: sources[index] ?? [] };
  });
}
