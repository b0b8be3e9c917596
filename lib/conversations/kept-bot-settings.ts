import { db, decodeText, sql } from "@/lib/db";
import { processSingleton } from "@/lib/env";
import { type BotSetting, defaultBotSetting, greetings, overwritePolicies } from "@/lib/model";

type SettingRow = {
  bot_id: string;
  overwrite_policy: string;
  overlap_turns: boolean;
  greeting: string;
  is_production: boolean;
  deletion_opens_case: boolean;
  offers_self_service: boolean;
};
type Known = { settings: Promise<Map<string, BotSetting>> | null };

/** Read once: this process is the only one that serves its database. */
const known = (): Known => processSingleton<Known>("bot-settings", () => ({ settings: null }));

export async function readBotSetting(botId: string): Promise<BotSetting> {
  return (await allSettings()).get(botId) ?? defaultBotSetting;
}

/** The bots whose values are masked. */
export async function listProductionBots(): Promise<ReadonlySet<string>> {
  return new Set([...(await allSettings())].filter(([, { isProduction }]) => isProduction).map(([botId]) => botId));
}

/** Of the bots that are not run by default. */
export function allSettings(): Promise<Map<string, BotSetting>> {
  const state = known();
  state.settings ??= readSettings().catch((error: unknown) => {
    state.settings = null;
    throw error;
  });
  return state.settings;
}

async function readSettings(): Promise<Map<string, BotSetting>> {
  const rows = await (await db()).query<SettingRow>(
    sql`SELECT bot_id, overwrite_policy, overlap_turns, greeting, is_production, deletion_opens_case, offers_self_service FROM bot_setting`,
  );
  return new Map(rows.map((row) => [decodeText(row.bot_id), toSetting(row)]));
}

function toSetting(row: SettingRow): BotSetting {
  const overwritePolicy = overwritePolicies.find((one) => one === row.overwrite_policy) ?? defaultBotSetting.overwritePolicy;
  const greeting = greetings.find((one) => one === row.greeting) ?? defaultBotSetting.greeting;
  return {
    overwritePolicy,
    overlapTurns: row.overlap_turns,
    greeting,
    isProduction: row.is_production,
    deletionOpensCase: row.deletion_opens_case,
    offersSelfService: row.offers_self_service,
  };
}
