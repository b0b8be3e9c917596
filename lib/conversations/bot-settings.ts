import { db, decodeText, encodeText, type Sql, sql } from "@/lib/db";
import { processSingleton } from "@/lib/env";
import {
  type BotSetting,
  defaultBotSetting,
  greetings,
  HarnessError,
  type ListedBot,
  overwritePolicies,
  type SetBotRequest,
} from "@/lib/model";
import { botRegistry } from "./bots";

type SettingRow = { bot_id: string; overwrite_policy: string; overlap_turns: boolean; greeting: string };
type Known = { settings: Promise<Map<string, BotSetting>> | null };

/** Read once: this process is the only one that serves its database. */
const known = (): Known => processSingleton<Known>("bot-settings", () => ({ settings: null }));

export async function listBots(): Promise<ListedBot[]> {
  const settings = await allSettings();
  const registry = await botRegistry();
  return registry.list().map((bot) => ({
    ...bot,
    remote: bot.host === "remote" && bot.status === "ready" ? registry.require(bot.id).remote : null,
    ...(settings.get(bot.id) ?? defaultBotSetting),
  }));
}

/** Throws `bot_not_found`. */
export async function requireListedBot(botId: string): Promise<ListedBot> {
  const bot = (await listBots()).find(({ id }) => id === botId);
  if (bot) return bot;
  throw new HarnessError("bot_not_found", "There is no bot with this id. GET /api/bots lists them.");
}

export async function readBotSetting(botId: string): Promise<BotSetting> {
  return (await allSettings()).get(botId) ?? defaultBotSetting;
}

/** Changes how a bot is run, from its next turn on. Throws `bot_not_found`. */
export async function setBot(botId: string, wanted: SetBotRequest): Promise<ListedBot> {
  const bot = await requireListedBot(botId);
  const setting = { ...(await readBotSetting(botId)), ...wanted };
  await (await db()).execute(sql`INSERT INTO bot_setting (bot_id, overwrite_policy, overlap_turns, greeting)
    VALUES (${encodeText(botId)}, ${setting.overwritePolicy}, ${setting.overlapTurns}, ${setting.greeting})
    ON CONFLICT (bot_id) DO UPDATE SET overwrite_policy = excluded.overwrite_policy, overlap_turns = excluded.overlap_turns,
      greeting = excluded.greeting`);
  (await allSettings()).set(botId, setting);
  return { ...bot, ...setting };
}

/** Forgets how a bot is run, together with what else `statements` remove. */
export async function forgetBotSetting(botId: string, statements: readonly Sql[]): Promise<void> {
  await (await db()).transaction([sql`DELETE FROM bot_setting WHERE bot_id = ${encodeText(botId)}`, ...statements]);
  (await allSettings()).delete(botId);
}

function allSettings(): Promise<Map<string, BotSetting>> {
  const state = known();
  state.settings ??= readSettings().catch((error: unknown) => {
    state.settings = null;
    throw error;
  });
  return state.settings;
}

async function readSettings(): Promise<Map<string, BotSetting>> {
  const rows = await (await db()).query<SettingRow>(sql`SELECT bot_id, overwrite_policy, overlap_turns, greeting FROM bot_setting`);
  return new Map(rows.map((row) => [decodeText(row.bot_id), toSetting(row)]));
}

function toSetting(row: SettingRow): BotSetting {
  const overwritePolicy = overwritePolicies.find((one) => one === row.overwrite_policy) ?? defaultBotSetting.overwritePolicy;
  const greeting = greetings.find((one) => one === row.greeting) ?? defaultBotSetting.greeting;
  return { overwritePolicy, overlapTurns: row.overlap_turns, greeting };
}
