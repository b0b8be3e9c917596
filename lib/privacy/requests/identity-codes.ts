import { createHmac, randomInt, timingSafeEqual } from "node:crypto";
import { commitAudited } from "@/lib/audit";
import { changeSaid, sayAsBot } from "@/lib/conversations";
import { db, decodeText, encodeText, type Sql, sql } from "@/lib/db";
import { secretKeyFor } from "@/lib/env";
import { type Caller, type CaseCode, HarnessError, newRecipientId, type PrivacyCase } from "@/lib/model";
import { draftErasure } from "../standing/draft-erasure";
import { requireRequest } from "./case-row";
import { changeRequest } from "./change-request";
import { requireChat } from "./chat-of-person";
import { moveRequest } from "./move-request";

const validMs = 10 * 60_000;
const maxAttempts = 5;
const maxCodesAnHour = 3;

type CodeRow = {
  id: string;
  number: string;
  conversation_id: string;
  activity_id: string;
  hash: string;
  sent_at: string;
  expires_at: string;
  attempts: number;
  ended_at: string | null;
};

/**
 * Has the bot say a code in the person's own chat. Whoever asks then tells it to the reviewer, who types it: that shows that the one who asks is
 * the one who writes there, without any paper. Codes before it end. Throws `case_without_chat`, `case_state_conflict` and `too_many_requests`.
 */
export async function sendIdentityCode(number: string, conversationId: string | undefined, caller: Caller): Promise<void> {
  const found = await requireRequest(number);
  if (!["received", "identity_unverified"].includes(found.state)) {
    throw new HarnessError("case_state_conflict", "Who this is was settled already.", { details: { state: found.state } });
  }
  const chat = await requireChat(found, conversationId);
  await requireFewCodes(number, chat.conversationId);
  await endCodes(sql`number = ${number}`);
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  const activityId = await sayAsBot(chat.conversationId, { type: "message", text: codeText(number, code) }, chat.user);
  const row = { id: newRecipientId(), number, code, conversationId: chat.conversationId, activityId };
  const change = { caller, detail: { code: "sent" }, statements: [insertCode(row)] };
  if (found.state === "identity_unverified") await changeRequest(found, change);
  else await moveRequest(number, "identity_unverified", { ...change, version: found.version });
}

function codeText(number: string, code: string): string {
  return `Somebody has asked us about your data (${number}). If that was you, tell whoever is dealing with your request this code: ${code}. It is valid for ten minutes. If it was not you, there is nothing to do: without the code nobody gets anything.`;
}

const endedText = "The code that stood here is no longer valid.";

function insertCode(row: { id: string; number: string; code: string; conversationId: string; activityId: string }): Sql {
  const now = Date.now();
  const [sentAt, expiresAt] = [now, now + validMs].map((ms) => new Date(ms).toISOString());
  return sql`INSERT INTO identity_code (id, number, conversation_id, activity_id, hash, sent_at, expires_at) VALUES (${row.id}, ${row.number},
    ${encodeText(row.conversationId)}, ${encodeText(row.activityId)}, ${hashOf(row.id, row.code)}, ${sentAt}, ${expiresAt})`;
}

/** A million codes are soon tried, so only this installation can make the hash. */
function hashOf(id: string, code: string): string {
  return createHmac("sha256", secretKeyFor("identity code")).update(`${id} ${code}`).digest("base64url");
}

async function requireFewCodes(number: string, conversationId: string): Promise<void> {
  const since = new Date(Date.now() - 3_600_000).toISOString();
  const [row] = await (await db()).query<{ n: number }>(sql`SELECT count(*) AS n FROM identity_code
    WHERE (number = ${number} OR conversation_id = ${encodeText(conversationId)}) AND sent_at > ${since}`);
  if ((row?.n ?? 0) < maxCodesAnHour) return;
  throw new HarnessError("too_many_requests", `Only ${maxCodesAnHour} codes an hour are sent to one chat. Try again later.`);
}

/** Takes the code that the person told. Whatever is wrong with it, the answer is the same: `code_refused`. */
export async function checkIdentityCode(number: string, code: string, caller: Caller): Promise<PrivacyCase> {
  const found = await requireRequest(number);
  const row = await takeAttempt(number);
  const isRight = row !== null && timingSafeEqual(Buffer.from(row.hash), Buffer.from(hashOf(row.id, code)));
  if (!isRight || (await endCodes(sql`id = ${row.id}`)) === 0) {
    await commitAudited([
      { caller, action: "case.identified", subjects: found.subjects, caseNumber: number, purpose: "request", outcome: "refused" },
    ]);
    throw new HarnessError("code_refused", "This code is not valid. Have another one sent if you need to.");
  }
  return identifyAs(found, { how: "code", note: null }, caller);
}

/** A reviewer says why there is no doubt about who somebody is: a check is for reasonable doubt only (Art. 12(6)). */
export async function identifyByStaff(found: PrivacyCase, note: string, caller: Caller): Promise<PrivacyCase> {
  return identifyAs(found, { how: "staff", note }, caller);
}

/** Who is known to have objected may have what is kept erased: that is drafted now. */
async function identifyAs(
  found: PrivacyCase,
  { how, note }: { how: "code" | "staff"; note: string | null },
  caller: Caller,
): Promise<PrivacyCase> {
  const identified = encodeText(JSON.stringify({ how, at: new Date().toISOString(), by: caller.name, note }));
  const statements = [sql`UPDATE privacy_request SET identified = ${identified} WHERE number = ${found.number}`];
  const known = await moveRequest(found.number, "verified", { caller, version: found.version, detail: { how }, statements });
  if (known.type === "objection") await draftErasure(known.number, caller);
  return known;
}

/** Counts before it compares, so that many at once are no more than many in a row. */
async function takeAttempt(number: string): Promise<CodeRow | null> {
  const database = await db();
  const [row] = await database.query<CodeRow>(
    sql`SELECT * FROM identity_code WHERE number = ${number} AND ended_at IS NULL ORDER BY sent_at DESC LIMIT 1`,
  );
  if (!row) return null;
  const taken = await database.execute(sql`UPDATE identity_code SET attempts = attempts + 1
    WHERE id = ${row.id} AND ended_at IS NULL AND attempts < ${maxAttempts} AND expires_at > ${new Date().toISOString()}`);
  return taken === 1 ? row : null;
}

/** Ends codes, and takes each out of the chat that it stands in; answers how many there were. */
async function endCodes(which: Sql): Promise<number> {
  const database = await db();
  const rows = await database.query<CodeRow>(sql`SELECT * FROM identity_code WHERE ended_at IS NULL AND ${which}`);
  let ended = 0;
  for (const row of rows) {
    const count = await database.execute(
      sql`UPDATE identity_code SET ended_at = ${new Date().toISOString()} WHERE id = ${row.id} AND ended_at IS NULL`,
    );
    if (count === 1) await changeSaid(decodeText(row.conversation_id), decodeText(row.activity_id), endedText);
    ended += count;
  }
  return ended;
}

/** Takes codes out of their chats whose time is over. */
export async function endExpiredCodes(now = new Date()): Promise<number> {
  return endCodes(sql`expires_at <= ${now.toISOString()}`);
}

/** What is known of the last code of a case; nothing of the code. */
export async function lastCode(number: string): Promise<CaseCode | null> {
  const [row] = await (await db()).query<CodeRow>(sql`SELECT * FROM identity_code WHERE number = ${number} ORDER BY sent_at DESC LIMIT 1`);
  if (!row) return null;
  const attemptsLeft = Math.max(0, maxAttempts - row.attempts);
  const isValid = row.ended_at === null && attemptsLeft > 0 && row.expires_at > new Date().toISOString();
  return { sentAt: row.sent_at, expiresAt: row.expires_at, attemptsLeft, isValid };
}
