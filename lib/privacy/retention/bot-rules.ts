import { listProductionBots } from "@/lib/conversations";
import { db, decodeText, encodeText, join, sql } from "@/lib/db";
import type { RetentionRule, RetentionStore, ShownRule } from "@/lib/model";
import { type Policy, policyInForce } from "./policies";

/** A rule as it counts for one bot. */
export type BotRule = Omit<RetentionRule, "botId" | "isOn"> & { botId: string };

const stateStores: readonly RetentionStore[] = ["user", "private", "conversation", "dialog"];

/** The rules in force, bot by bot: a rule without a bot counts for those marked as production, and what the dictionary says of a path for these. */
export async function listBotRules(now = new Date()): Promise<BotRule[]> {
  return rulesOf([...(await listProductionBots())], await policyInForce(now));
}

/** Those of one bot. */
export async function listRulesOfBot(botId: string, policy: Policy): Promise<BotRule[]> {
  const production = (await listProductionBots()).has(botId) ? [botId] : [];
  return (await rulesOf(production, policy)).filter((rule) => rule.botId === botId);
}

/** Those about logs, which the dictionary says nothing of. */
export async function listRulesOfLogs(policy: Policy): Promise<BotRule[]> {
  return rulesOfPolicy([...(await listProductionBots())], policy).filter(({ store }) => store === "transcript" || store === "records");
}

function rulesOfPolicy(production: readonly string[], { rules }: Policy): BotRule[] {
  return rules.flatMap(({ isOn, botId, ...rule }) => {
    if (!isOn) return [];
    return (botId === null ? production : [botId]).map((one) => ({ ...rule, botId: one }));
  });
}

async function rulesOf(production: readonly string[], policy: Policy): Promise<BotRule[]> {
  return [
    ...rulesOfPolicy(production, policy),
    ...(await dictionaryRules(production)).map(({ origin: _, label: __, isOn: ___, botId, ...rule }) => ({ ...rule, botId: botId ?? "" })),
  ];
}

type PathRow = { id: string; bot_id: string; scope: string; pattern: string; label: string | null; retention_days: number };

/** A path that is described with a period is a rule of its own. */
export async function dictionaryRules(botIds: readonly string[]): Promise<ShownRule[]> {
  if (botIds.length === 0) return [];
  const rows = await (await db()).query<PathRow>(sql`SELECT id, bot_id, scope, pattern, label, retention_days FROM dictionary_path
    WHERE retention_days > 0 AND bot_id IN (${join(botIds.map(encodeText))}) ORDER BY bot_id, scope, pattern`);
  return rows.flatMap(({ id, bot_id, scope, pattern, label, retention_days: days }) => {
    const store = stateStores.find((one) => one === scope);
    if (store === undefined) return [];
    const shape = { id, botId: decodeText(bot_id), store, pattern: decodeText(pattern), category: null, days, label };
    return [{ ...shape, basis: "lastTurn" as const, action: "delete" as const, isOn: true, origin: "dictionary" as const }];
  });
}

/** Whether a rule takes whole items: else it takes single values out of them. */
export function isWhole({ pattern, category, action }: Pick<BotRule, "pattern" | "category" | "action">): boolean {
  return pattern === null && category === null && action === "delete";
}

export function cutoffOf({ days }: Pick<BotRule, "days">, now: Date): string {
  return new Date(now.getTime() - days * 86_400_000).toISOString();
}
