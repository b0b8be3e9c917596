import { db, encodeText, type Sql, sql } from "@/lib/db";
import { bus } from "@/lib/live";
import { defaultBotSetting, type ListedBot, notFound, type SetBotRequest } from "@/lib/model";
import { botRegistry } from "./bots";
import { allSettings, readBotSetting } from "./kept-bot-settings";

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
  throw notFound("bot_not_found");
}

/** Changes how a bot is run, from its next turn on. Throws `bot_not_found`. */
export async function setBot(botId: string, wanted: SetBotRequest): Promise<ListedBot> {
  const bot = await requireListedBot(botId);
  const setting = { ...(await readBotSetting(botId)), ...wanted };
  await (await db()).execute(sql`INSERT INTO bot_setting
      (bot_id, overwrite_policy, overlap_turns, greeting, is_production, deletion_opens_case, offers_self_service)
    VALUES (${encodeText(botId)}, ${setting.overwritePolicy}, ${setting.overlapTurns}, ${setting.greeting}, ${setting.isProduction},
      ${setting.deletionOpensCase}, ${setting.offersSelfService})
    ON CONFLICT (bot_id) DO UPDATE SET overwrite_policy = excluded.overwrite_policy, overlap_turns = excluded.overlap_turns,
      greeting = excluded.greeting, is_production = excluded.is_production,
      deletion_opens_case = excluded.deletion_opens_case, offers_self_service = excluded.offers_self_service`);
  (await allSettings()).set(botId, setting);
  if (setting.isProduction !== bot.isProduction) bus().publish({ type: "masking", botIds: [botId] });
  return { ...bot, ...setting };
}

/** Forgets how a bot is run, together with what else `statements` remove. What a production bot remembered stays masked. */
export async function forgetBotSetting(botId: string, statements: readonly Sql[]): Promise<void> {
  const id = encodeText(botId);
  const { isProduction } = await readBotSetting(botId);
  const { overwritePolicy, overlapTurns, greeting, deletionOpensCase, offersSelfService } = defaultBotSetting;
  const forget = isProduction
    ? sql`UPDATE bot_setting SET overwrite_policy = ${overwritePolicy}, overlap_turns = ${overlapTurns}, greeting = ${greeting},
        deletion_opens_case = ${deletionOpensCase}, offers_self_service = ${offersSelfService} WHERE bot_id = ${id}`
    : sql`DELETE FROM bot_setting WHERE bot_id = ${id}`;
  await (await db()).transaction([forget, ...statements]);
  const settings = await allSettings();
  if (isProduction) settings.set(botId, { ...defaultBotSetting, isProduction });
  else settings.delete(botId);
}
