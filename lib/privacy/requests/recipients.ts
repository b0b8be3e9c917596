import { db, decodeText, encodeText, type Sql, sql } from "@/lib/db";
import { findProcessing } from "@/lib/memory";
import {
  type Caller,
  type CaseRecipient,
  channelName,
  HarnessError,
  newRecipientId,
  type PersonIdentity,
  type PrivacyCase,
  type RecipientRequest,
  type RequestType,
  recipientStates,
} from "@/lib/model";
import { requireRequest } from "./case-row";
import { changeRequest } from "./change-request";

/** What was corrected, erased or restricted must be passed on to whoever received it (Art. 19). */
const typesToPassOn: readonly RequestType[] = ["rectification", "erasure", "restriction"];

/** Channels that are this program itself: they keep nothing of their own. */
const ownChannels: ReadonlySet<string> = new Set(["emulator", "webchat", "directline"]);

/** What writes the tasks that a case begins with: the channels that keep a copy, and the recipients that the register of processing names. */
export async function recipientsAtStart(
  type: RequestType,
  identities: readonly PersonIdentity[],
): Promise<(number: string, caller: Caller) => Sql[]> {
  if (!typesToPassOn.includes(type)) return () => [];
  const channels = new Set(identities.map(({ channelId }) => channelId).filter((channel) => !ownChannels.has(channel)));
  const bots = [...new Set(identities.flatMap((identity) => identity.bots))];
  const named = await Promise.all(bots.map(recipientsOf));
  const names = [
    ...new Set([...[...channels].map((channel) => `The channel ${channelName(channel)}, which keeps a copy of its own`), ...named.flat()]),
  ];
  return (number, caller) => names.map((name) => insertRecipient(number, { name, state: "open", detail: "" }, caller));
}

async function recipientsOf(botId: string): Promise<string[]> {
  const { recipients } = await findProcessing(botId);
  if (!recipients || recipients.isNotApplicable) return [];
  return recipients.text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** Adds a recipient or says how one stands. Throws `case_not_found`, `recipient_not_found` and `invalid_request`. */
export async function putRecipient(number: string, asked: RecipientRequest, caller: Caller): Promise<PrivacyCase> {
  const found = await requireRequest(number);
  if (asked.state === "impossible" && asked.detail === "") {
    throw new HarnessError("invalid_request", "Say why it is impossible, or would take an effort out of all proportion (Art. 19).");
  }
  const statement =
    asked.id === undefined ? insertNamed(number, asked, caller) : await updateRecipient(number, { ...asked, id: asked.id }, caller);
  return changeRequest(found, { caller, detail: { recipient: asked.state }, statements: [statement] });
}

function insertNamed(number: string, { name, state, detail }: RecipientRequest, caller: Caller): Sql {
  if (name === undefined) throw new HarnessError("invalid_request", "Give the recipient a name.");
  return insertRecipient(number, { name, state, detail }, caller);
}

function insertRecipient(number: string, { name, state, detail }: Pick<CaseRecipient, "name" | "state" | "detail">, caller: Caller): Sql {
  return sql`INSERT INTO request_recipient (id, number, name, state, detail, "by", at) VALUES (${newRecipientId()}, ${number},
    ${encodeText(name)}, ${state}, ${encodeText(detail)}, ${encodeText(caller.name)}, ${new Date().toISOString()})`;
}

async function updateRecipient(
  number: string,
  { id, name, state, detail }: RecipientRequest & { id: string },
  caller: Caller,
): Promise<Sql> {
  const known = (await listRecipients(number)).find((one) => one.id === id);
  if (!known) throw new HarnessError("recipient_not_found", "This case has no such recipient.");
  return sql`UPDATE request_recipient SET name = ${encodeText(name ?? known.name)}, state = ${state}, detail = ${encodeText(detail)},
    "by" = ${encodeText(caller.name)}, at = ${new Date().toISOString()} WHERE id = ${id}`;
}

type Row = { id: string; name: string; state: string; detail: string; by: string; at: string };

/** Who is to be told of a case, in the order they were named. */
export async function listRecipients(number: string): Promise<CaseRecipient[]> {
  const rows = await (await db()).query<Row>(
    sql`SELECT id, name, state, detail, "by", at FROM request_recipient WHERE number = ${number} ORDER BY name, id`,
  );
  return rows.map((row) => ({
    id: row.id,
    name: decodeText(row.name),
    state: recipientStates.find((state) => state === row.state) ?? "open",
    detail: decodeText(row.detail),
    by: decodeText(row.by),
    at: row.at,
  }));
}

/** Throws `case_recipients_open` while somebody is still to be told: a case is not over before. */
export async function requireRecipientsTold(number: string): Promise<void> {
  const open = (await listRecipients(number)).filter(({ state }) => state === "open");
  if (open.length === 0) return;
  throw new HarnessError(
    "case_recipients_open",
    `${open.length === 1 ? "One recipient has" : `${open.length} recipients have`} not been told yet (Art. 19). Say how each stands, then close the case.`,
    { details: { open: open.length } },
  );
}
