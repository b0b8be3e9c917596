import { beforeAll, describe, expect, test } from "vitest";
import { callerOfSocket, createApiKey, endExpiredEmergencies, makeFirstRunLink, revokeApiKey } from "@/lib/access";
import { LiveSession } from "@/lib/conversations";
import { db, sql } from "@/lib/db";
import { LiveOutbox } from "@/lib/memory";
import { isHarnessError, localCaller, may, type Role, rights, roleNames } from "@/lib/model";
import { ann, canary, makePlace, type Place, setProduction } from "./_lib/testing/make-place";
import { type Answer, asking, testApi } from "./_lib/testing/test-api";
import { ask, asks, leakIn } from "./_lib/testing/walk";
import { operations } from "./_operations";
import { liveGuard, recordLive } from "./live-guard";

process.env.TURNSCOPE_SIGN_IN = "accounts";
const bare = testApi();

/**
 * What comes of asking with a production bot: 401 for nobody, 404 as if it were not there, no for lack of the right, masked where the right is
 * there and the person is not unmasked, key where a key of its own is wanted. Nobody, tester, product owner, privacy reviewer, approver,
 * administrator. With a test bot everybody may everything that is not about production.
 */
const expected: Record<string, string> = {
  //                            N      T      O      R      A      D
  // Coming in and going out; a key has no password.
  getMe: /*                 */ "yes    yes    yes    yes    yes    yes",
  signInHere: /*            */ "yes    yes    yes    yes    yes    yes",
  startProviderSignIn: /*   */ "no     no     no     no     no     no",
  readAccessLink: /*        */ "yes    yes    yes    yes    yes    yes",
  followAccessLink: /*      */ "yes    yes    yes    yes    yes    yes",
  signOutHere: /*           */ "401    yes    yes    yes    yes    yes",
  changeOwnPassword: /*     */ "401    yes    yes    yes    yes    yes",
  // Who may come in.
  listAccounts: /*          */ "401    no     no     no     no     yes",
  addAccount: /*            */ "401    no     no     no     no     yes",
  changeAccount: /*         */ "401    no     no     no     no     yes",
  removeAccount: /*         */ "401    no     no     no     no     yes",
  makePasswordLink: /*      */ "401    no     no     no     no     yes",
  endAccountSessions: /*    */ "401    no     no     no     no     yes",
  listApiKeys: /*           */ "401    no     no     no     no     yes",
  makeApiKey: /*            */ "401    no     no     no     no     yes",
  revokeApiKey: /*          */ "401    no     no     no     no     yes",
  // Emergency access: asked for by one, granted by another.
  askEmergency: /*          */ "401    no     no     no     no     yes",
  grantEmergency: /*        */ "401    no     no     no     yes    no",
  endEmergency: /*          */ "401    no     no     no     yes    yes",
  // What is not about one bot.
  getHealth: /*             */ "yes    yes    yes    yes    yes    yes",
  listBots: /*              */ "401    yes    yes    yes    yes    yes",
  addBot: /*                */ "401    yes    yes    yes    yes    yes",
  listConversations: /*     */ "401    yes    yes    yes    yes    yes",
  listSnapshots: /*         */ "401    yes    yes    yes    yes    yes",
  listDictionaries: /*      */ "401    yes    yes    yes    yes    yes",
  listPeople: /*            */ "401    yes    yes    yes    yes    yes",
  searchPeople: /*          */ "401    yes    yes    yes    yes    yes",
  listPersonas: /*          */ "401    yes    yes    yes    yes    yes",
  createPersona: /*         */ "401    yes    yes    yes    yes    yes",
  replacePersona: /*        */ "401    yes    yes    yes    yes    yes",
  deletePersona: /*         */ "401    yes    yes    yes    yes    yes",
  listAllUnmaskings: /*     */ "401    no     yes    yes    yes    no",
  listUnmaskings: /*        */ "401    no     yes    yes    yes    no",
  // Requests of people, whichever bots know them.
  listPrivacyRequests: /*   */ "401    no     no     yes    yes    no",
  getPrivacyRequest: /*     */ "401    no     no     yes    yes    no",
  openPrivacyRequest: /*    */ "401    no     no     yes    no     no",
  changePrivacyRequest: /*  */ "401    no     no     masked no     no",
  refusePrivacyRequest: /*  */ "401    no     no     yes    no     no",
  extendPrivacyRequest: /*  */ "401    no     no     yes    no     no",
  pausePrivacyRequest: /*   */ "401    no     no     yes    no     no",
  sendIdentityCode: /*      */ "401    no     no     yes    no     no",
  identifyPerson: /*        */ "401    no     no     yes    no     no",
  putPrivacyRecipient: /*   */ "401    no     no     yes    no     no",
  makePrivacyExport: /*     */ "401    no     no     yes    yes    no",
  fetchPrivacyExport: /*    */ "401    no     no     yes    yes    no",
  listWithheldMessages: /*  */ "401    no     no     yes    yes    no",
  makeFixture: /*           */ "401    no     no     yes    yes    no",
  getErasure: /*            */ "401    no     no     yes    yes    no",
  planErasure: /*           */ "401    no     no     yes    no     no",
  approveErasure: /*        */ "401    no     no     no     yes    no",
  runErasure: /*            */ "401    no     no     yes    no     no",
  getErasureReceipt: /*     */ "401    no     no     yes    yes    no",
  listReviewPlaces: /*      */ "401    no     no     yes    yes    no",
  decideReviewPlaces: /*    */ "401    no     no     yes    no     no",
  // Rights of people: worked on by reviewers, decided by approvers.
  listStanding: /*          */ "401    yes    yes    yes    yes    yes",
  getStanding: /*           */ "401    404    yes    yes    yes    404",
  listCorrectionPlaces: /*  */ "401    404    no     masked no     404",
  correctFact: /*           */ "401    404    no     masked no     404",
  restrictPerson: /*        */ "401    no     no     yes    no     no",
  liftRestriction: /*       */ "401    no     no     yes    no     no",
  holdPerson: /*            */ "401    no     no     yes    no     no",
  listHolds: /*             */ "401    no     no     yes    yes    no",
  reviewHold: /*            */ "401    no     no     yes    no     no",
  releaseHold: /*           */ "401    no     no     yes    no     no",
  listProposals: /*         */ "401    no     no     yes    yes    no",
  proposeReset: /*          */ "401    no     no     yes    no     no",
  decideProposal: /*        */ "401    no     no     no     yes    no",
  getRetention: /*          */ "401    no     no     yes    yes    no",
  putRetention: /*          */ "401    no     no     yes    no     no",
  previewRetention: /*      */ "401    no     no     yes    yes    no",
  sweepRetention: /*        */ "401    no     no     no     yes    no",
  getSweepReceipt: /*       */ "401    no     no     yes    yes    no",
  // The audit log; reviewers read that of cases which they worked on.
  listAudit: /*             */ "401    no     no     no     yes    no",
  verifyAudit: /*           */ "401    no     no     no     yes    yes",
  listExposed: /*           */ "401    no     no     no     yes    no",
  listConsultations: /*     */ "401    no     no     yes    yes    no",
  // Bots and people with links come with keys of their own.
  readStorage: /*           */ "key    key    key    key    key    key",
  writeStorage: /*          */ "key    key    key    key    key    key",
  deleteStorage: /*         */ "key    key    key    key    key    key",
  getSignIn: /*             */ "key    key    key    key    key    key",
  finishSignIn: /*          */ "key    key    key    key    key    key",
  // What is seen of a production bot, masked.
  getBot: /*                */ "401    404    yes    yes    yes    404",
  listSignedIn: /*          */ "401    404    yes    yes    yes    404",
  getConversation: /*       */ "401    404    yes    yes    yes    404",
  listMembers: /*           */ "401    404    yes    yes    yes    404",
  checkLeaks: /*            */ "401    404    yes    yes    yes    404",
  listActivities: /*        */ "401    404    yes    yes    yes    404",
  listHistory: /*           */ "401    404    yes    yes    yes    404",
  getState: /*              */ "401    404    yes    yes    yes    404",
  getScope: /*              */ "401    404    yes    yes    yes    404",
  getBotCopy: /*            */ "401    404    yes    yes    yes    404",
  listTurns: /*             */ "401    404    yes    yes    yes    404",
  getTurn: /*               */ "401    404    yes    yes    yes    404",
  getProtocolLog: /*        */ "401    404    yes    yes    yes    404",
  listLostValues: /*        */ "401    404    yes    yes    yes    404",
  listBranches: /*          */ "401    404    yes    yes    yes    404",
  compareConversations: /*  */ "401    404    yes    yes    yes    404",
  traceValue: /*            */ "401    404    yes    yes    yes    404",
  listChangesAt: /*         */ "401    404    yes    yes    yes    404",
  readTimeline: /*          */ "401    404    yes    yes    yes    404",
  getSnapshot: /*           */ "401    404    yes    yes    yes    404",
  listPaths: /*             */ "401    404    yes    yes    yes    404",
  getPath: /*               */ "401    404    yes    yes    yes    404",
  listDictionaryChanges: /* */ "401    404    yes    yes    yes    404",
  getDictionaryFile: /*     */ "401    404    yes    yes    yes    404",
  listFindings: /*          */ "401    404    yes    yes    yes    404",
  getOverview: /*           */ "401    404    yes    yes    yes    404",
  getNotice: /*             */ "401    404    yes    yes    yes    404",
  getProcessing: /*         */ "401    404    yes    yes    yes    404",
  getProcessingRegister: /* */ "401    404    yes    yes    yes    404",
  getPerson: /*             */ "401    404    yes    yes    yes    404",
  listPersonFacts: /*       */ "401    404    yes    yes    yes    404",
  getFactHistory: /*        */ "401    404    yes    yes    yes    404",
  readPersonTranscript: /*  */ "401    404    yes    yes    yes    404",
  getConversationMasking: /**/ "401    404    yes    yes    yes    404",
  getTranscript: /*         */ "401    404    yes    yes    yes    404",
  getBundle: /*             */ "401    404    yes    yes    yes    404",
  // Notes are how product owners say that something is wrong.
  listFactNotes: /*         */ "401    404    yes    yes    yes    404",
  addFactNote: /*           */ "401    404    yes    yes    yes    404",
  changeFactNote: /*        */ "401    404    yes    yes    yes    404",
  // Unmasking.
  unmaskPerson: /*          */ "401    404    no     yes    yes    404",
  endUnmasking: /*          */ "401    404    no     yes    yes    404",
  // Changing what a production bot remembers or how it is run.
  putState: /*              */ "401    404    no     masked no     404",
  putScope: /*              */ "401    404    no     masked no     404",
  patchScope: /*            */ "401    404    no     masked no     404",
  restoreState: /*          */ "401    404    no     masked no     404",
  putBackLostValues: /*     */ "401    404    no     masked no     404",
  decideLostValue: /*       */ "401    404    no     masked no     404",
  applySnapshot: /*         */ "401    404    no     masked no     404",
  startConversation: /*     */ "401    404    no     yes    no     404",
  changeConversation: /*    */ "401    404    no     yes    no     404",
  forkConversation: /*      */ "401    404    no     yes    no     404",
  addMember: /*             */ "401    404    no     yes    no     404",
  removeMember: /*          */ "401    404    no     yes    no     404",
  postActivity: /*          */ "401    404    no     yes    no     404",
  attachInspection: /*      */ "401    404    no     yes    no     404",
  signOut: /*               */ "401    404    no     yes    no     404",
  createSnapshot: /*        */ "401    404    no     yes    no     404",
  renameSnapshot: /*        */ "401    404    no     yes    no     404",
  deleteSnapshot: /*        */ "401    404    no     yes    no     404",
  openTranscript: /*        */ "401    404    no     yes    no     404",
  openBundle: /*            */ "401    404    no     yes    no     404",
  changeDictionary: /*      */ "401    404    no     yes    no     404",
  putDictionaryFile: /*     */ "401    404    no     yes    no     404",
  acceptFinding: /*         */ "401    404    no     yes    no     404",
  reopenFinding: /*         */ "401    404    no     yes    no     404",
  changeProcessing: /*      */ "401    404    no     yes    no     404",
  linkIdentity: /*          */ "401    404    no     yes    no     404",
  unlinkIdentity: /*        */ "401    404    no     yes    no     404",
  changeBot: /*             */ "401    404    no     yes    no     404",
  renewBotKeys: /*          */ "401    404    no     yes    no     404",
  probeBot: /*              */ "401    404    no     yes    no     404",
  // By proposal only, or by whoever approves.
  deleteScope: /*           */ "401    404    no     no     no     404",
  deleteBot: /*             */ "401    404    no     no     yes    404",
};

const password = "correct horse battery";
const tokenOf = (url: string | null): string => (url ?? "").split("#")[1] ?? "";
const cookieOf = ({ headers }: Answer): string => (headers.get("set-cookie") ?? "").split(";")[0] ?? "";

type Asker = { column: number; headers: Record<string, string> };
const askers = new Map<string, Asker>([["nobody", { column: 0, headers: { cookie: "" } }]]);
const names = ["nobody", ...roleNames.flatMap((role) => [role, `key of a ${role}`])];
/** Somebody with every role, who sets everything up. */
let whole = "";
const api = asking(() => ({ cookie: whole }));

beforeAll(async () => {
  const follow = async (token: string, more = {}) =>
    cookieOf(await bare.call("POST", "/api/access/link/password", { body: { token, password, ...more } }));
  whole = await follow(tokenOf(await makeFirstRunLink()), { login: "first" });
  const enrol = async (login: string, roles: readonly Role[]) => {
    const { body } = await api.call("POST", "/api/access/accounts", { body: { login, name: login, roles } });
    return follow(tokenOf(body.link.url));
  };
  for (const [index, role] of roleNames.entries()) {
    const { key } = await createApiKey({ name: role, role }, localCaller);
    askers.set(role, { column: index + 1, headers: { cookie: await enrol(role, [role]) } });
    askers.set(`key of a ${role}`, { column: index + 1, headers: { authorization: `Bearer ${key}` } });
  }
  whole = await enrol("whole", roleNames);
});

function askerOf(name: string): Asker {
  const asker = askers.get(name);
  if (!asker) throw new Error(`Nobody is called ${name}`);
  return { ...asker, headers: { ...asker.headers, "x-turnscope-address": name } };
}

/** What the walk through all operations does not ask for, or asks of nobody. */
const asksHere: Record<string, (place: Place) => [method: string, address: string, body?: unknown]> = {
  signInHere: () => ["POST", "/api/access/sign-in", {}],
  startProviderSignIn: () => ["POST", "/api/access/provider", {}],
  readAccessLink: () => ["POST", "/api/access/link", { token: "none" }],
  followAccessLink: () => ["POST", "/api/access/link/password", { token: "none", password }],
  signOutHere: () => ["POST", "/api/access/sign-out", { isEverywhere: "perhaps" }],
  changeOwnPassword: () => ["PUT", "/api/me/password", {}],
  addAccount: () => ["POST", "/api/access/accounts", {}],
  changeAccount: () => ["PATCH", "/api/access/accounts/none", {}],
  removeAccount: () => ["DELETE", "/api/access/accounts/none"],
  makePasswordLink: () => ["POST", "/api/access/accounts/none/link"],
  endAccountSessions: () => ["DELETE", "/api/access/accounts/none/sessions"],
  makeApiKey: () => ["POST", "/api/access/keys", {}],
  revokeApiKey: () => ["DELETE", "/api/access/keys/none"],
  askEmergency: () => ["POST", "/api/access/emergency", {}],
  grantEmergency: () => ["POST", "/api/access/emergency/none/grant"],
  endEmergency: () => ["DELETE", "/api/access/emergency/none"],
  restrictPerson: () => ["POST", "/api/privacy/people/nobody/restrict", { reason: "a test" }],
  liftRestriction: () => ["POST", "/api/privacy/people/nobody/lift", { noticeOn: "2026-01-01", reason: "a test" }],
  holdPerson: () => ["POST", "/api/privacy/people/nobody/hold", { matter: "1", owner: "Legal", reviewOn: "2026-01-01" }],
  reviewHold: () => ["POST", "/api/privacy/holds/none/review", { reviewOn: "2026-01-01" }],
  releaseHold: () => ["POST", "/api/privacy/holds/none/release", { reason: "a test" }],
  proposeReset: () => ["POST", "/api/privacy/proposals", { conversationId: "none", userId: "u", scopes: ["user"], reason: "a test" }],
  putRetention: () => ["PUT", "/api/privacy/retention", { rules: [], reason: "a test" }],
  previewRetention: () => ["POST", "/api/privacy/retention/preview"],
  sweepRetention: () => ["POST", "/api/privacy/retention/sweep"],
  getSweepReceipt: () => ["GET", "/api/privacy/retention/sweeps/none/receipt"],
  decideProposal: () => ["POST", "/api/privacy/proposals/none", { decision: "reject" }],
  getErasure: ({ params }) => ["GET", `/api/privacy/requests/${params.caseNumber}/erasure`],
  planErasure: ({ params }) => ["POST", `/api/privacy/requests/${params.caseNumber}/plan`],
  approveErasure: ({ params }) => ["POST", `/api/privacy/requests/${params.caseNumber}/approve`, { planHash: "another" }],
  runErasure: ({ params: { caseNumber } }) => [
    "POST",
    `/api/privacy/requests/${caseNumber}/run`,
    { planHash: "another", confirm: caseNumber },
  ],
  listReviewPlaces: ({ params }) => ["GET", `/api/privacy/requests/${params.caseNumber}/places`],
  decideReviewPlaces: ({ params }) => [
    "POST",
    `/api/privacy/requests/${params.caseNumber}/places`,
    { placeIds: ["er-none"], decision: "kept" },
  ],
  getErasureReceipt: ({ params }) => ["GET", `/api/privacy/requests/${params.caseNumber}/receipt`],
  addBot: () => ["POST", "/api/bots", {}],
  createPersona: () => ["POST", "/api/personas", {}],
  replacePersona: () => ["PUT", "/api/personas/none", {}],
  deletePersona: () => ["DELETE", "/api/personas/none"],
  readStorage: () => ["POST", "/api/storage/read", { keys: ["a"] }],
  writeStorage: () => ["POST", "/api/storage/write", { changes: {} }],
  deleteStorage: () => ["POST", "/api/storage/delete", { keys: ["a"] }],
  getSignIn: () => ["GET", "/api/sign-ins/none"],
  finishSignIn: () => ["POST", "/api/sign-ins/none", { delivery: "event" }],
  deleteBot: () => ["DELETE", "/api/bots/obedient"],
  renewBotKeys: () => ["POST", "/api/bots/obedient/keys"],
  openTranscript: () => ["POST", "/api/transcripts", [said("u", "user", "obedient"), said("obedient", "bot", "u")]],
  openBundle: () => ["POST", "/api/bundles", bundle],
  fetchPrivacyExport: ({ params }) => ["GET", `/api/privacy/requests/${params.caseNumber}/export/none`],
  unmaskPerson: ({ params }) => ["POST", `/api/people/${params.personId}/unmaskings`, { reason: "a test" }],
  endUnmasking: () => ["DELETE", `/api/unmaskings/${unmaskingId}`],
};

const said = (id: string, role: string, to: string) => ({ type: "message", text: "hello", from: { id, role }, recipient: { id: to } });
let bundle: unknown;
let unmaskingId: string;

async function outcomeOf(id: string, { headers }: Asker, place: Place): Promise<{ word: string; text: string }> {
  const own = asksHere[id]?.(place);
  const answer = own ? await api.call(own[0], own[1], { body: own[2], headers }) : await ask(api, id, { place, headers });
  return { word: wordFor(id, answer), text: answer.text };
}

const ownKeys = operations.filter(({ right }) => right === "own-key").map(({ id }) => id);
/** Past the rights, to where it was looked for. */
const lookedFor = [
  "persona_not_found",
  "account_not_found",
  "key_not_found",
  "emergency_not_found",
  "link_not_found",
  "export_not_found",
  "erasure_not_found",
  "place_not_found",
];

/** The same, where somebody who is not there may also be somebody whom the caller may not know of. */
const absent: Record<string, string> = {
  restrictPerson: "person_not_found",
  liftRestriction: "person_not_found",
  holdPerson: "person_not_found",
  reviewHold: "hold_not_found",
  releaseHold: "hold_not_found",
  proposeReset: "conversation_not_found",
  decideProposal: "proposal_not_found",
  getSweepReceipt: "case_not_found",
};

function wordFor(id: string, { status, body }: Answer): string {
  if (ownKeys.includes(id) && [401, 404].includes(status)) return "key";
  if (status === 403) return body.code === "values_masked" ? "masked" : "no";
  if (lookedFor.includes(body?.code) || (absent[id] !== undefined && absent[id] === body?.code)) return "yes";
  return status === 401 || status === 404 ? String(status) : "yes";
}

async function makeNoted(): Promise<Place> {
  const place = await makePlace(api);
  bundle = (await api.call("GET", `${place.address}/bundle`)).body;
  const unmasked = await api.call("POST", `/api/people/${place.params.personId}/unmaskings`, { body: { reason: "a test" } });
  unmaskingId = unmasked.body.id;
  return place;
}

test("the table has a line for every operation, and every operation that is asked for has one", () => {
  expect(Object.keys(expected).sort()).toEqual(operations.map(({ id }) => id).sort());
  expect(Object.keys(asks).filter((id) => expected[id] === undefined)).toEqual([]);
});

describe.each(names)("with a production bot, %s", (name) => {
  let place: Place;
  beforeAll(async () => {
    place = await makeNoted();
    await setProduction(api, true);
  });

  test.each(Object.keys(expected))("asks for %s", async (id) => {
    const asker = askerOf(name);
    const { word, text } = await outcomeOf(id, asker, place);
    expect(word).toBe(expected[id]?.split(/ +/)[asker.column]);
    expect(leakIn(text)).toBeNull();
    if (isBlind(asker)) expect(traceIn(text, place)).toBeNull();
    if (id === "unmaskPerson") await maskAgain();
    if (id === "deleteBot") await setProduction(api, true);
  });

  test("watches nothing that it may not know of", async () => {
    const { frames, refusals } = await watch(askerOf(name), place);
    const isBlindHere = isBlind(askerOf(name));
    expect(refusals).toEqual(isBlindHere ? [name === "nobody" ? "sign_in_required" : "conversation_not_found"] : []);
    expect(frames.some((frame) => frame.startsWith('{"type":"watching"'))).toBe(!isBlindHere);
    expect(frames.some((frame) => frame.startsWith('{"type":"state"'))).toBe(!isBlindHere);
    expect(leakIn(frames.join())).toBeNull();
    if (isBlindHere) expect(traceIn(frames.join(), place)).toBeNull();
  });
});

describe("in an emergency, an administrator", () => {
  const emergencyAsker: Asker = { column: 5, headers: {} };
  let place: Place;
  beforeAll(async () => {
    emergencyAsker.headers = askerOf("administrator").headers;
    place = await makeNoted();
    await setProduction(api, true);
  });

  const begin = async (): Promise<string> => {
    const asked = await bare.call("POST", "/api/access/emergency", { body: { reason: "a test" }, headers: emergencyAsker.headers });
    const granted = await bare.call("POST", `/api/access/emergency/${asked.body.id}/grant`, { headers: askerOf("approver").headers });
    expect([asked.status, granted.status]).toEqual([201, 200]);
    return asked.body.id;
  };
  const end = (id: string) => bare.call("DELETE", `/api/access/emergency/${id}`, { headers: emergencyAsker.headers });

  test("reads what a privacy reviewer reads, masked until unmasked, and changes, exports and decides nothing", async () => {
    const id = await begin();
    for (const operation of operations.filter((one) => one.id !== "signOutHere")) {
      const { word, text } = await outcomeOf(operation.id, emergencyAsker, place);
      expect([operation.id, word]).toEqual([operation.id, wordInEmergency(operation)]);
      expect([operation.id, leakIn(text)]).toEqual([operation.id, null]);
      if (operation.id === "unmaskPerson") await maskAgain();
    }
    await end(id);
  });

  test("sees nothing more on an open socket once it is over", async () => {
    const id = await begin();
    const { frames, refusals, close } = await open(emergencyAsker, place);
    const say = () => api.call("POST", `${place.address}/activities`, { body: { from: { id: ann.id }, text: `tell ${canary}` } });
    await expect.poll(() => frames.some((frame) => frame.startsWith('{"type":"watching"'))).toBe(true);
    await say();
    await expect.poll(() => frames.some((frame) => frame.startsWith('{"type":"state"'))).toBe(true);
    // As the clock does it, with nobody who ends it.
    const past = new Date(Date.now() - 1).toISOString();
    await (await db()).execute(sql`UPDATE emergency_access SET until = ${past} WHERE id = ${id}`);
    frames.length = 0;
    await say();
    expect(await endExpiredEmergencies()).toBe(1);
    await expect.poll(() => frames.some((frame) => frame.startsWith('{"type":"masking"'))).toBe(true);
    expect(traceIn(frames.join(), place)).toBeNull();
    expect(refusals).toEqual([]);
    close();
  });
});

/** The reviewer's word for what is read with the rights of an emergency; of all the rest, the administrator's. */
function wordInEmergency({ id, method, isReading, isCopy, right }: (typeof operations)[number]): string | undefined {
  const [, , , ofReviewer, , ofAdministrator] = expected[id]?.split(/ +/) ?? [];
  const given = ["test.use", "production.see", "production.unmask", "privacy.see", "audit.read-own-cases"];
  const needed = typeof right === "object" && typeof right.inProduction === "string" ? right.inProduction : right;
  if (method !== "GET" && !isReading) return ofAdministrator;
  if (typeof needed === "string" && given.includes(needed) && !isCopy) return ofReviewer;
  // Of a bot that they see now it is refused, not hidden.
  return ofAdministrator === "404" ? "no" : ofAdministrator;
}

/** Nobody, testers and administrators: to them there is no production bot. */
const isBlind = ({ column }: Asker): boolean => [0, 1, 5].includes(column);

type Watched = { frames: string[]; refusals: string[] };

/** A socket that watches the place. */
async function open({ headers }: Asker, { id }: Place): Promise<Watched & { ping: () => void; close: () => void }> {
  const frames: string[] = [];
  const refusals: string[] = [];
  const note = (error: unknown) => void refusals.push(isHarnessError(error) ? error.code : "unexpected");
  const request = new Request("http://127.0.0.1:3000/api/live", { headers });
  const readCaller = await callerOfSocket(request).catch((error: unknown) => {
    note(error);
    return null;
  });
  if (!readCaller) return { frames, refusals, ping: () => {}, close: () => {} };
  const outbox = new LiveOutbox({ send: (text) => void frames.push(text), onError: note, record: recordLive, readCaller });
  const session = new LiveSession((event) => outbox.put(event), note, liveGuard(readCaller));
  session.receive(JSON.stringify({ type: "watch", conversationId: id, userId: ann.id, watermark: null }));
  return { frames, refusals, ping: () => session.receive(JSON.stringify({ type: "ping" })), close: () => session.close() };
}

/** All that a socket is sent while it watches the place and somebody speaks there. */
async function watch(asker: Asker, place: Place): Promise<Watched> {
  const { frames, refusals, ping, close } = await open(asker, place);
  if (refusals.length > 0) return { frames, refusals };
  await api.call("POST", `${place.address}/activities`, { body: { from: { id: ann.id }, text: `tell ${canary}` } });
  ping();
  await expect.poll(() => frames.some((frame) => frame.startsWith('{"type":"pong"'))).toBe(true);
  await expect.poll(() => frames.some((frame) => /^\{"type":"(?:state|refused)"/.test(frame))).toBe(true);
  close();
  for (const frame of frames.filter((one) => one.startsWith('{"type":"refused"'))) refusals.push(JSON.parse(frame).problem.code);
  return { frames, refusals };
}

async function maskAgain(): Promise<void> {
  const { unmaskings } = (await api.call("GET", "/api/unmaskings?active=1")).body;
  for (const { id } of unmaskings) await api.call("DELETE", `/api/unmaskings/${id}`);
}

/** Whatever would tell that the production bot, its conversation or the person in it are there. */
function traceIn(text: string, { id, params, snapshotId }: Place): string | null {
  const traces = [id, params.personId ?? "", snapshotId, '"obedient"', canary];
  return traces.find((trace) => text.includes(trace)) ?? null;
}

test.each(names.slice(1))("with a test bot, a %s may everything that is not about production or access", async (name) => {
  const refused: string[] = [];
  const place = await makeNoted();
  const asker = askerOf(name);
  const deleting = ["deleteSnapshot", "deleteBot"];
  for (const id of [...Object.keys(expected).filter((one) => !deleting.includes(one)), ...deleting]) {
    const { word } = await outcomeOf(id, asker, place);
    if (word !== "yes" && word !== "key") refused.push(id);
  }
  // Reviewers read the log of cases that they worked on, and nobody has in this test.
  const ofOthers = asker.column === 3 ? ["listAudit"] : [];
  // Signed in is not enough: it takes an approver, or an administrator who asked.
  const ofEmergency = asker.column < 4 ? ["endEmergency"] : [];
  const unknown = isBlind(asker) ? ["listAllUnmaskings", "listUnmaskings"] : [];
  const role = roleNames[asker.column - 1] ?? "tester";
  expect(refused.sort()).toEqual([...new Set([...ofOthers, ...ofEmergency, ...unknown, ...whatTakes(role), "startProviderSignIn"])].sort());
});

/** What takes a right that a role has not, whichever bot it is about. */
function whatTakes(role: Role): string[] {
  const isRefused = (right: (typeof operations)[number]["right"]) => rights.some((one) => one === right && !may({ roles: [role] }, one));
  return operations
    .filter(({ right }) => isRefused(right))
    .map(({ id }) => id)
    .sort();
}

test("a key that is none, or was revoked, opens nothing", async () => {
  const { key, apiKey } = await createApiKey({ name: "Nightly", role: "approver" }, localCaller);
  const headers = { authorization: `Bearer ${key}` };
  expect((await bare.call("GET", "/api/bots", { headers })).status).toBe(200);
  await revokeApiKey(apiKey.id, localCaller);
  for (const wrong of [headers, { authorization: "Bearer tsk_none" }, { authorization: "Bearer x" }]) {
    const { status, body } = await bare.call("GET", "/api/bots", { headers: wrong });
    expect([status, body.code]).toEqual([401, "credentials_required"]);
  }
});
