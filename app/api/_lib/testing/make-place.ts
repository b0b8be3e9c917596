import { identityIdOf, pathIdOf } from "@/lib/facts";
import type { TestApi } from "./test-api";

export const canary = "kanarienvogel";
export const ann = { id: "u-ann", name: `Ann ${canary}` };

/** A conversation of a person with something of every kind, and what of it an address may name. */
export type Place = { address: string; id: string; lostId: string; snapshotId: string; params: Record<string, string> };

/** `who` and `other` are there; `who` and `words` may be of no interest: what people are called, and what those who work here say. */
export async function makePlace(api: TestApi, { who = ann, other = "u-bo", words = canary } = {}): Promise<Place> {
  await setProduction(api, false);
  const { address, conversationId: id } = await api.start({ user: who });
  const say = (from: string, text: string) => api.call("POST", `${address}/activities`, { body: { from: { id: from }, text } });
  await say(who.id, `tell ${canary}`);
  await say(who.id, `tell ${canary}!`);
  await say(other, `tell ${canary}`);
  await api.call("PATCH", `${address}/state/user?userId=${encodeURIComponent(who.id)}`, {
    body: [{ op: "add", path: "/byHand", value: canary }],
    headers: { "if-match": "*", "x-turnscope-by": who.name },
  });
  await api.call("PATCH", "/api/bots/obedient", { body: { overlapTurns: true } });
  await Promise.all([say(who.id, `keep 120 slow ${canary}`), say(who.id, `keep 40 quick ${canary}`)]);
  await api.call("POST", `${address}/fork`, { body: { turn: 2, user: "copy" } });
  const [lost] = (await api.call("GET", `${address}/lost-values`)).body.lostValues;
  const saved = await api.call("POST", "/api/snapshots", { body: { name: "s", conversationId: id, userId: who.id } });
  const personId = identityIdOf({ channelId: "emulator", userId: who.id });
  const { facts } = (await api.call("GET", `/api/people/${personId}/facts`)).body;
  const noted = await api.call("POST", `/api/people/${personId}/notes`, { body: { factId: facts[0].factId, kind: "note", text: words } });
  const [finding] = (await api.call("GET", "/api/bots/obedient/findings")).body.findings;
  const opened = await api.call("POST", "/api/privacy/requests", { body: { type: "erasure", personId, asked: words } });
  const caseNumber = opened.body.number as string;
  await api.call("POST", `/api/privacy/requests/${caseNumber}/identity`, { body: { noDoubt: words } });
  const params = {
    ...{ caseNumber },
    ...{ noteId: noted.body.noteId, findingId: finding.id },
    ...{ conversationId: id, botId: "obedient", scope: "user", number: "2", userId: who.id, otherId: other, snapshotId: saved.body.id },
    ...{ personId, pathId: pathIdOf("obedient", "user", "/word") },
  };
  return { address, id, lostId: lost.id, snapshotId: saved.body.id, params };
}

export const setProduction = (api: TestApi, isProduction: boolean) => api.call("PATCH", "/api/bots/obedient", { body: { isProduction } });
