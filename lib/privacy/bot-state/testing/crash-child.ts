import { addBot, changeBot, readBotData, startUp, writeBotData } from "@/lib/conversations";
import { db, migrate, sql } from "@/lib/db";
import { env } from "@/lib/env";
import { identityIdOf } from "@/lib/facts";
import { addBotRequest } from "@/lib/model";
import { selectCases } from "../../requests/case-row";
import { deleteUserState } from "../delete-user-state";

/** A process for a test that kills it: `seed`, `delete WHEN TEXT` (dies `before` or `after` the commit that has this text), `again` (looks before and after). */
const [mode, when = "", text = ""] = process.argv.slice(2);

const botId = "kept-here";
const account = { channelId: "wire", userId: "wren" };
const place = { scope: "user", ...account } as const;

async function seed(): Promise<void> {
  await addBot(addBotRequest.parse({ id: botId, name: "Old wren", endpoint: "http://127.0.0.1:9/api/messages" }));
  await changeBot(botId, { deletionOpensCase: true });
  await writeBotData(botId, place, { data: { mail: "wren@example.org" } });
}

async function dieAtCommit(): Promise<void> {
  const database = await db();
  const { transaction } = database;
  const die = () => void process.kill(process.pid, "SIGKILL");
  database.transaction = async (statements) => {
    const isIt = statements.some((one) => one.sql.includes(text));
    if (isIt && when === "before") die();
    const result = await transaction(statements);
    if (isIt && when === "after") die();
    return result;
  };
}

async function look(): Promise<unknown> {
  const cases = await selectCases(sql`request.person_id = ${identityIdOf(account)}`);
  const { data } = await readBotData(botId, place);
  return { isThere: data !== null, cases: cases.map(({ type, state }) => `${type} ${state}`) };
}

async function deleteAgain(): Promise<void> {
  const left = await look();
  await deleteUserState(botId, account);
  process.stdout.write(`${JSON.stringify([left, await look()])}\n`);
}

await migrate(env());
await startUp();
if (mode === "seed") await seed();
if (mode === "delete") {
  await dieAtCommit();
  await deleteUserState(botId, account);
}
if (mode === "again") await deleteAgain();
process.exit();
