import { beforeAll, describe, expect, test } from "vitest";
import { createApiKey, revokeApiKey } from "@/lib/access";
import { may, type Role, rights, roleNames } from "@/lib/model";
import { type Answer, testApi } from "./_lib/testing/test-api";
import { ask, asks, canary, leakIn, makePlace, type Place, setProduction } from "./_lib/testing/walk";
import { operations } from "./_operations";

const api = testApi();

/**
 * What comes of asking with a production bot: 404 as if it were not there, no for lack of the right, masked where the right is there and the
 * person is not unmasked. Tester, product owner, privacy reviewer, approver, administrator. With a test bot everybody may everything.
 */
const expected: Record<string, string> = {
  //                            T      O      R      A      D
  // What is not about one bot.
  getHealth: /*             */ "yes    yes    yes    yes    yes",
  listBots: /*              */ "yes    yes    yes    yes    yes",
  addBot: /*                */ "yes    yes    yes    yes    yes",
  listConversations: /*     */ "yes    yes    yes    yes    yes",
  listSnapshots: /*         */ "yes    yes    yes    yes    yes",
  listDictionaries: /*      */ "yes    yes    yes    yes    yes",
  listPeople: /*            */ "yes    yes    yes    yes    yes",
  searchPeople: /*          */ "yes    yes    yes    yes    yes",
  listPersonas: /*          */ "yes    yes    yes    yes    yes",
  createPersona: /*         */ "yes    yes    yes    yes    yes",
  replacePersona: /*        */ "yes    yes    yes    yes    yes",
  deletePersona: /*         */ "yes    yes    yes    yes    yes",
  listAllUnmaskings: /*     */ "no     yes    yes    yes    no",
  listUnmaskings: /*        */ "no     yes    yes    yes    no",
  // Requests of people, whichever bots know them.
  listPrivacyRequests: /*   */ "no     no     yes    yes    no",
  getPrivacyRequest: /*     */ "no     no     yes    yes    no",
  openPrivacyRequest: /*    */ "no     no     yes    no     no",
  changePrivacyRequest: /*  */ "no     no     masked no     no",
  refusePrivacyRequest: /*  */ "no     no     yes    no     no",
  extendPrivacyRequest: /*  */ "no     no     yes    no     no",
  pausePrivacyRequest: /*   */ "no     no     yes    no     no",
  sendIdentityCode: /*      */ "no     no     yes    no     no",
  identifyPerson: /*        */ "no     no     yes    no     no",
  putPrivacyRecipient: /*   */ "no     no     yes    no     no",
  makePrivacyExport: /*     */ "no     no     yes    yes    no",
  fetchPrivacyExport: /*    */ "no     no     yes    yes    no",
  // Bots and people with links come with keys of their own.
  readStorage: /*           */ "key    key    key    key    key",
  writeStorage: /*          */ "key    key    key    key    key",
  deleteStorage: /*         */ "key    key    key    key    key",
  getSignIn: /*             */ "key    key    key    key    key",
  finishSignIn: /*          */ "key    key    key    key    key",
  // What is seen of a production bot, masked.
  getBot: /*                */ "404    yes    yes    yes    404",
  listSignedIn: /*          */ "404    yes    yes    yes    404",
  getConversation: /*       */ "404    yes    yes    yes    404",
  listMembers: /*           */ "404    yes    yes    yes    404",
  checkLeaks: /*            */ "404    yes    yes    yes    404",
  listActivities: /*        */ "404    yes    yes    yes    404",
  listHistory: /*           */ "404    yes    yes    yes    404",
  getState: /*              */ "404    yes    yes    yes    404",
  getScope: /*              */ "404    yes    yes    yes    404",
  getBotCopy: /*            */ "404    yes    yes    yes    404",
  listTurns: /*             */ "404    yes    yes    yes    404",
  getTurn: /*               */ "404    yes    yes    yes    404",
  getProtocolLog: /*        */ "404    yes    yes    yes    404",
  listLostValues: /*        */ "404    yes    yes    yes    404",
  listBranches: /*          */ "404    yes    yes    yes    404",
  compareConversations: /*  */ "404    yes    yes    yes    404",
  traceValue: /*            */ "404    yes    yes    yes    404",
  listChangesAt: /*         */ "404    yes    yes    yes    404",
  readTimeline: /*          */ "404    yes    yes    yes    404",
  getSnapshot: /*           */ "404    yes    yes    yes    404",
  listPaths: /*             */ "404    yes    yes    yes    404",
  getPath: /*               */ "404    yes    yes    yes    404",
  listDictionaryChanges: /* */ "404    yes    yes    yes    404",
  getDictionaryFile: /*     */ "404    yes    yes    yes    404",
  listFindings: /*          */ "404    yes    yes    yes    404",
  getOverview: /*           */ "404    yes    yes    yes    404",
  getNotice: /*             */ "404    yes    yes    yes    404",
  getProcessing: /*         */ "404    yes    yes    yes    404",
  getProcessingRegister: /* */ "404    yes    yes    yes    404",
  getPerson: /*             */ "404    yes    yes    yes    404",
  listPersonFacts: /*       */ "404    yes    yes    yes    404",
  getFactHistory: /*        */ "404    yes    yes    yes    404",
  readPersonTranscript: /*  */ "404    yes    yes    yes    404",
  getConversationMasking: /**/ "404    yes    yes    yes    404",
  getTranscript: /*         */ "404    yes    yes    yes    404",
  getBundle: /*             */ "404    yes    yes    yes    404",
  // Notes are how product owners say that something is wrong.
  listFactNotes: /*         */ "404    yes    yes    yes    404",
  addFactNote: /*           */ "404    yes    yes    yes    404",
  changeFactNote: /*        */ "404    yes    yes    yes    404",
  // Unmasking.
  unmaskPerson: /*          */ "404    no     yes    yes    404",
  endUnmasking: /*          */ "404    no     yes    yes    404",
  // Changing what a production bot remembers or how it is run.
  putState: /*              */ "404    no     masked no     404",
  putScope: /*              */ "404    no     masked no     404",
  patchScope: /*            */ "404    no     masked no     404",
  restoreState: /*          */ "404    no     masked no     404",
  putBackLostValues: /*     */ "404    no     masked no     404",
  decideLostValue: /*       */ "404    no     masked no     404",
  applySnapshot: /*         */ "404    no     masked no     404",
  startConversation: /*     */ "404    no     yes    no     404",
  changeConversation: /*    */ "404    no     yes    no     404",
  forkConversation: /*      */ "404    no     yes    no     404",
  addMember: /*             */ "404    no     yes    no     404",
  removeMember: /*          */ "404    no     yes    no     404",
  postActivity: /*          */ "404    no     yes    no     404",
  attachInspection: /*      */ "404    no     yes    no     404",
  signOut: /*               */ "404    no     yes    no     404",
  createSnapshot: /*        */ "404    no     yes    no     404",
  renameSnapshot: /*        */ "404    no     yes    no     404",
  deleteSnapshot: /*        */ "404    no     yes    no     404",
  openTranscript: /*        */ "404    no     yes    no     404",
  openBundle: /*            */ "404    no     yes    no     404",
  changeDictionary: /*      */ "404    no     yes    no     404",
  putDictionaryFile: /*     */ "404    no     yes    no     404",
  acceptFinding: /*         */ "404    no     yes    no     404",
  reopenFinding: /*         */ "404    no     yes    no     404",
  changeProcessing: /*      */ "404    no     yes    no     404",
  linkIdentity: /*          */ "404    no     yes    no     404",
  unlinkIdentity: /*        */ "404    no     yes    no     404",
  changeBot: /*             */ "404    no     yes    no     404",
  renewBotKeys: /*          */ "404    no     yes    no     404",
  probeBot: /*              */ "404    no     yes    no     404",
  // Rights of people: worked on by reviewers, decided by approvers.
  listStanding: /*          */ "yes    yes    yes    yes    yes",
  getStanding: /*           */ "404    yes    yes    yes    404",
  listCorrectionPlaces: /*  */ "404    no     masked no     404",
  correctFact: /*           */ "404    no     masked no     404",
  restrictPerson: /*        */ "no     no     yes    no     no",
  liftRestriction: /*       */ "no     no     yes    no     no",
  holdPerson: /*            */ "no     no     yes    no     no",
  listHolds: /*             */ "no     no     yes    yes    no",
  reviewHold: /*            */ "no     no     yes    no     no",
  releaseHold: /*           */ "no     no     yes    no     no",
  listProposals: /*         */ "no     no     yes    yes    no",
  proposeReset: /*          */ "no     no     yes    no     no",
  decideProposal: /*        */ "no     no     no     yes    no",
  getRetention: /*          */ "no     no     yes    yes    no",
  putRetention: /*          */ "no     no     yes    no     no",
  previewRetention: /*      */ "no     no     yes    yes    no",
  sweepRetention: /*        */ "no     no     no     yes    no",
  getSweepReceipt: /*       */ "no     no     yes    yes    no",
  // By proposal only, or by whoever approves.
  deleteScope: /*           */ "404    no     no     no     404",
  deleteBot: /*             */ "404    no     no     yes    404",
};

const keyOf = {} as Record<Role, Record<string, string>>;

beforeAll(async () => {
  for (const role of roleNames) {
    const { key } = await createApiKey({ name: role, role }, { name: "Test" });
    keyOf[role] = { authorization: `Bearer ${key}` };
  }
});

/** What the walk through all operations does not ask for, or asks of nobody. */
const asksHere: Record<string, (place: Place) => [method: string, address: string, body?: unknown]> = {
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
};

const said = (id: string, role: string, to: string) => ({ type: "message", text: "hello", from: { id, role }, recipient: { id: to } });
let bundle: unknown;
let unmaskingId: string;

async function outcomeOf(id: string, role: Role, place: Place): Promise<{ word: string; text: string }> {
  const own = asksHere[id]?.(place);
  const answer = own
    ? await api.call(own[0], own[1], { body: own[2], headers: keyOf[role] })
    : await ask(api, id, { place, headers: keyOf[role] });
  return { word: wordFor(id, answer), text: answer.text };
}

const ownKeys = operations.filter(({ right }) => right === "own-key").map(({ id }) => id);
const absent: Record<string, string> = {
  replacePersona: "persona_not_found",
  deletePersona: "persona_not_found",
  fetchPrivacyExport: "export_not_found",
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
  // Past the rights, to where it was looked for.
  if (status === 404 && absent[id] === body.code) return "yes";
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

describe.each(roleNames)("with a production bot, a %s", (role) => {
  const column = roleNames.indexOf(role);
  let place: Place;
  beforeAll(async () => {
    place = await makeNoted();
  });

  test.each(Object.keys(expected))("asks for %s", async (id) => {
    await setProduction(api, true);
    const { word, text } = await outcomeOf(id, role, place);
    expect(word).toBe(expected[id]?.split(/ +/)[column]);
    expect(leakIn(text)).toBeNull();
    await maskAgain();
    if (column === 0 || column === 4) expect(traceIn(text, place)).toBeNull();
  });
});

async function maskAgain(): Promise<void> {
  const { unmaskings } = (await api.call("GET", "/api/unmaskings?active=1")).body;
  for (const { id } of unmaskings) await api.call("DELETE", `/api/unmaskings/${id}`);
}

/** Whatever would tell that the production bot, its conversation or the person in it are there. */
function traceIn(text: string, { id, params, snapshotId }: Place): string | null {
  const traces = [id, params.personId ?? "", snapshotId, '"obedient"', canary];
  return traces.find((trace) => text.includes(trace)) ?? null;
}

test.each(roleNames)("with a test bot, a %s may everything", async (role) => {
  const refused: string[] = [];
  const place = await makeNoted();
  const deleting = ["deleteSnapshot", "deleteBot"];
  for (const id of [...Object.keys(expected).filter((one) => !deleting.includes(one)), ...deleting]) {
    const { word } = await outcomeOf(id, role, place);
    if (word !== "yes" && word !== "key") refused.push(id);
  }
  expect(refused.sort()).toEqual(whatTakes(role));
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
  const { key, apiKey } = await createApiKey({ name: "Nightly", role: "approver" }, { name: "Test" });
  const headers = { authorization: `Bearer ${key}` };
  expect((await api.call("GET", "/api/bots", { headers })).status).toBe(200);
  await revokeApiKey(apiKey.id);
  for (const wrong of [headers, { authorization: "Bearer tsk_none" }, { authorization: "Bearer x" }]) {
    const { status, body } = await api.call("GET", "/api/bots", { headers: wrong });
    expect([status, body.code]).toEqual([401, "credentials_required"]);
  }
});
