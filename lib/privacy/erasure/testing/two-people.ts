import { addMember, createPersona, forkConversation, saveSnapshot, startConversation, writeState } from "@/lib/conversations";
import { onHearing, openConversation, type TestConversation } from "@/lib/conversations/testing";
import { db, encodeText, sql } from "@/lib/db";
import { identityIdOf } from "@/lib/facts";
import { linkIdentity, unmaskPerson } from "@/lib/memory";
import { defaultChannelId as channelId, localCaller, type Persona, randomText } from "@/lib/model";
import { addRareRows } from "./rare-rows";

/** Somebody with texts that stand nowhere else: what is looked for after their erasure. */
export type Canary = Persona & { email: string; phone: string; secret: string; wish: string; identityId: string; otherIdentityId: string };

export function makeCanary(first: string): Canary {
  const mark = randomText(10);
  const id = `${first.toLowerCase()}-id-${mark}`;
  return {
    id,
    name: `${first} Canary${mark}`,
    email: `${first.toLowerCase()}.${mark}@example.org`,
    phone: `+36 1 ${[...mark]
      .map((letter) => letter.charCodeAt(0) % 10)
      .join("")
      .slice(0, 8)}`,
    secret: `${first} keeps a parrot named ${randomText(8)}`,
    wish: `${first.toLowerCase()}wish${mark}`,
    identityId: identityIdOf({ channelId, userId: id }),
    otherIdentityId: identityIdOf({ channelId, userId: elsewhere(id) }),
  };
}

/** Another account of theirs. */
const elsewhere = (id: string) => `${id}-elsewhere`;

export const tracesOf = ({ id, name, email, phone, secret, wish }: Canary): string[] => [id, name, email, phone, secret, wish];

/** Both tell a bot everything, alone and together; what is theirs comes into every store that there is. */
export async function seedTwo(
  ann: Canary,
  bo: Canary,
): Promise<{ alone: TestConversation; theirs: TestConversation; together: TestConversation; forkId: string }> {
  for (const person of [ann, bo]) teach(person);
  const alone = await openAs(ann);
  await alone.say(`learn ${ann.id}`, ann.id);
  await alone.say(`ask ${ann.id}`, ann.id);
  const theirs = await openAs(bo);
  await theirs.say(`learn ${bo.id}`, bo.id);
  const together = await openAs(ann);
  await addMember(together.id, { id: bo.id, name: bo.name });
  for (const person of [ann, bo, ann]) await together.say(`learn ${person.id}`, person.id);
  await together.say(`I met ${ann.name}, ${ann.email}, call ${ann.phone}`, bo.id);
  onHearing(`who`, async ({ context }) => void (await context.sendActivity(`${ann.name} wishes ${ann.wish}`)));
  await together.say("who", bo.id);
  const fork = await forkConversation(together.id, { turn: 4, user: "copy", by: "Tess" });
  await forkConversation(alone.id, { turn: 2, user: "shared", by: "Tess" });
  await addTheRest(ann, alone, together);
  await addTheRest(bo, theirs, together);
  return { alone, theirs, together, forkId: fork.conversationId };
}

function openAs({ id, name }: Canary): Promise<TestConversation> {
  return openConversation({ userId: id, name });
}

/** What the scripted bot does when it hears of somebody. */
function teach(person: Canary): void {
  const { id, name, email, phone, secret, wish } = person;
  onHearing(`learn ${id}`, async ({ context, storage }) => {
    const { conversation } = context.activity;
    const [user, shared, privately] = [
      `${channelId}/users/${id}/`,
      `${channelId}/conversations/${conversation?.id}/`,
      `${channelId}/conversations/${conversation?.id}/users/${id}/`,
    ] as const;
    const read = await storage.read([user, shared, privately]);
    const group = (read[shared] ?? {}) as Record<string, never>;
    const list = (group.wishes ?? []) as string[];
    await storage.write({
      [user]: { profile: { name, email, phone, age: 41 }, secret, [`of ${name}`]: { since: 2026 }, eTag: "*" },
      [privately]: { draft: { wish }, eTag: "*" },
      [shared]: {
        ...group,
        members: { ...((group.members ?? {}) as object), [id]: { name, email } },
        wishes: [...list, `${wish} number ${list.length}`],
        [`last-${person.name.split(" ")[0]}`]: secret,
        dialogState: { dialogStack: [{ id: `ask of ${id}`, state: { values: { half: secret } } }] },
        eTag: "*",
      },
    });
    console.debug(`${name} was learnt`);
    await context.sendActivity(`I know ${name} (${email})`);
  });
  onHearing(`fail ${id}`, async () => {
    throw new Error(`${name} cannot be learnt`);
  });
  onHearing(
    `ask ${id}`,
    async ({ context }) => void (await context.sendActivity({ type: "message", text: `Your wish: ${wish}`, speak: name })),
  );
}

async function addTheRest(person: Canary, alone: TestConversation, together: TestConversation): Promise<void> {
  const { id, name, secret, email, identityId, otherIdentityId } = person;
  await writeState({
    conversationId: alone.id,
    userId: id,
    writes: [{ scope: "user", data: { corrected: `${secret} indeed`, profile: { name, email } }, ifMatch: "*" }],
    kind: "edit",
    by: "Tess",
  });
  await saveSnapshot({ name: `of ${name}`, conversationId: alone.id, userId: id, by: "Tess" });
  await saveSnapshot({ name: `together with ${name}`, conversationId: together.id, userId: id, by: "Tess" });
  await createPersona({ userId: id, name, locale: null, channelId: null, snapshotId: null });
  await openConversation({ userId: elsewhere(id) });
  await linkIdentity(identityId, {
    identityId: otherIdentityId,
    evidence: "they-said",
    note: `is ${name}`,
    by: "Tess",
  });
  await unmaskPerson(identityId, { caller: localCaller, by: "Tess", purpose: "support", reason: `${name} called` });
  await addRows(person, together.id);
  await addRareRows(person, { alone, together });
  await startConversation({ botId: "scripted", user: { id, name } });
}

/** Rows that come over channels which a test of this has not. */
async function addRows({ id, name, secret, email }: Canary, conversationId: string): Promise<void> {
  const at = new Date().toISOString();
  const key = `${id} row`;
  await (await db()).transaction([
    sql`INSERT INTO user_token (id, bot_id, channel_id, user_id, connection_name, sealed_token, signed_in_at) VALUES (${key}, 'scripted', ${channelId},
      ${id}, 'graph', 'sealed', ${at})`,
    sql`INSERT INTO upload (id, bot_id, conversation_id, user_id, name, content_type, bytes, original, created_at) VALUES (${key}, 'scripted',
      ${encodeText(conversationId)}, ${id}, ${`${name}.txt`}, 'text/plain', 3, ${Buffer.from(secret).toString("base64")}, ${at})`,
    sql`INSERT INTO protocol_exchange (bot_id, conversation_id, party, direction, method, url, duration_ms, request, response, at) VALUES ('scripted',
      ${encodeText(conversationId)}, 'bot', 'out', 'POST', ${`/v3/users/${id}`}, 1, ${JSON.stringify({ body: email })}, '{}', ${at})`,
    sql`INSERT INTO protocol_exchange (bot_id, party, direction, method, url, duration_ms, request, response, at) VALUES ('scripted', 'bot', 'in',
      'GET', ${`/v3/botstate/emulator/users/${[...id].map((letter) => (letter === "-" ? "%2D" : letter)).join("")}`}, 1, '{}', ${JSON.stringify({ body: secret })}, ${at})`,
    sql`INSERT INTO protocol_exchange (bot_id, party, direction, method, url, duration_ms, request, response, at) VALUES ('scripted', 'bot', 'in',
      'DELETE', ${`/v3/botstate/emulator/users/${encodeURIComponent(id)}`}, 1, '{}', '{}', ${at})`,
    sql`INSERT INTO restriction (id, identity_id, kind, reason, "by", at, lifted_at) VALUES (${key}, ${identityIdOf({ channelId, userId: id })}, 'restriction',
      ${`${name} asked`}, 'Tess', ${at}, ${at})`,
    sql`INSERT INTO proposal (id, kind, person_id, body, reason, state, proposed_by, proposer_id, proposed_at) VALUES (${key}, 'lift-restriction',
      ${identityIdOf({ channelId, userId: id })}, '{}', ${`${name} moved`}, 'open', 'Tess', 't', ${at})`,
    sql`INSERT INTO fact_note (id, identity_id, bot_id, path_id, item_id, path, kind, text, created_by, created_at) SELECT ${key}, identity_id,
      'scripted', path_id, item_id, path, 'note', ${`${name} said so`}, 'Tess', ${at} FROM fact
      WHERE identity_id = ${identityIdOf({ channelId, userId: id })} ORDER BY id LIMIT 1`,
    sql`INSERT INTO item_encoding (item_id, encoding) SELECT id, 'gzip' FROM store_item WHERE user_id = ${id} AND scope = 'user' AND bot_id = 'scripted'`,
  ]);
}
