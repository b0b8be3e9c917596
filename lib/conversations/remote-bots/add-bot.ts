import { db, encodeText, sql } from "@/lib/db";
import { type AddBotRequest, type AddedBot, HarnessError } from "@/lib/model";
import { requireListedBot } from "../bot-settings";
import { botRegistry } from "../bots";
import { makeBotKeys } from "./bot-keys";
import { openRow } from "./open-row";
import { upsertRemoteBot } from "./remote-bot-row";
import { toRow } from "./to-row";

/** Adds a bot elsewhere; it can be talked to at once. Its keys are shown in this answer and never again. Throws `bot_exists`. */
export async function addBot(request: AddBotRequest): Promise<AddedBot> {
  const row = toRow(await chooseId(request), request);
  const { keys, statements } = makeBotKeys(row.id);
  await (await db()).transaction([upsertRemoteBot(row), ...statements]);
  (await botRegistry()).put(openRow(row));
  return { bot: await requireListedBot(row.id), keys };
}

async function chooseId({ id, name }: AddBotRequest): Promise<string> {
  if (id === undefined) return findFreeId(toId(name));
  if (!(await isTaken(id))) return id;
  throw new HarnessError("bot_exists", `There is a bot with the id ${id} already. Choose another, or change that one.`);
}

/** An id of a bot that was deleted is not given to another by itself: it would find that one's conversations and state. */
async function findFreeId(wanted: string): Promise<string> {
  let id = wanted;
  for (let count = 2; (await isTaken(id)) || (await hasBeenUsed(id)); count++) id = `${wanted}-${count}`;
  return id;
}

async function isTaken(id: string): Promise<boolean> {
  return (await botRegistry()).list().some((bot) => bot.id === id);
}

async function hasBeenUsed(id: string): Promise<boolean> {
  const rows = await (await db()).query(sql`SELECT 1 AS used FROM conversation WHERE bot_id = ${encodeText(id)}
    UNION SELECT 1 AS used FROM store_item WHERE bot_id = ${encodeText(id)}`);
  return rows.length > 0;
}

function toId(name: string): string {
  const id = name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 60);
  return id === "" ? "bot" : id;
}
