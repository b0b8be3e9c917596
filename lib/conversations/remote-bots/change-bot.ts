import { keyStyleOf } from "@/lib/bots";
import { db } from "@/lib/db";
import { type ChangeBotRequest, type ChangeRemoteBot, HarnessError, type ListedBot, setBotRequest } from "@/lib/model";
import { requireListedBot, setBot } from "../bot-settings";
import { botRegistry } from "../bots";
import { openRow } from "./open-row";
import { type RemoteBotRow, readRemoteBot, sealPassword, upsertRemoteBot } from "./remote-bot-row";

/** Changes how a bot is run and, for one elsewhere, where it is and how it is asked; from its next turn on. What is left out stays. */
export async function changeBot(botId: string, wanted: ChangeBotRequest): Promise<ListedBot> {
  const { setting, facts } = divide(wanted);
  await requireListedBot(botId);
  if (Object.keys(facts).length > 0) await changeFacts(botId, facts);
  return Object.keys(setting).length > 0 ? setBot(botId, setting) : requireListedBot(botId);
}

/** What is said of how it is run, and what of where it is. */
function divide({
  overwritePolicy,
  overlapTurns,
  greeting,
  isProduction,
  deletionOpensCase,
  offersSelfService,
  ...facts
}: ChangeBotRequest) {
  const said = { overwritePolicy, overlapTurns, greeting, isProduction, deletionOpensCase, offersSelfService };
  return { setting: setBotRequest.parse(withoutUndefined(said)), facts: withoutUndefined(facts) };
}

async function changeFacts(botId: string, { appPassword, ...wanted }: ChangeRemoteBot): Promise<void> {
  const row = await requireRemoteBot(botId);
  const changed: RemoteBotRow = {
    ...row,
    ...wanted,
    keyStyle: wanted.keyStyle ?? styleAfter(row, wanted),
    sealedPassword: appPassword === undefined ? row.sealedPassword : appPassword === null ? null : sealPassword(appPassword),
  };
  // At another address it may be another bot.
  if (changed.endpoint !== row.endpoint) changed.seenGeneration = null;
  await (await db()).execute(upsertRemoteBot(changed));
  (await botRegistry()).put(openRow(changed));
}

function styleAfter(row: RemoteBotRow, { generation }: ChangeRemoteBot): RemoteBotRow["keyStyle"] {
  return generation === undefined || generation === row.generation ? row.keyStyle : keyStyleOf(generation);
}

/** Throws `bot_not_remote`. */
export async function requireRemoteBot(botId: string): Promise<RemoteBotRow> {
  const row = await readRemoteBot(botId);
  if (row) return row;
  throw new HarnessError(
    "bot_not_remote",
    "This bot runs inside Turnscope: it has no address, and is changed or removed where it is loaded.",
  );
}

function withoutUndefined<T extends object>(given: T): T {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;
}
