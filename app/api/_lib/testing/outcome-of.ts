import { operations } from "../../_operations";
import { type Asker, api, password } from "./askers";
import { canary, makePlace, type Place } from "./make-place";
import type { Answer } from "./test-api";
import { ask } from "./walk";

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

export async function outcomeOf(id: string, { headers }: Asker, place: Place): Promise<{ word: string; text: string }> {
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

export async function makeNoted(): Promise<Place> {
  const place = await makePlace(api);
  bundle = (await api.call("GET", `${place.address}/bundle`)).body;
  const unmasked = await api.call("POST", `/api/people/${place.params.personId}/unmaskings`, { body: { reason: "a test" } });
  unmaskingId = unmasked.body.id;
  return place;
}

export async function maskAgain(): Promise<void> {
  const { unmaskings } = (await api.call("GET", "/api/unmaskings?active=1")).body;
  for (const { id } of unmaskings) await api.call("DELETE", `/api/unmaskings/${id}`);
}

/** Whatever would tell that the production bot, its conversation or the person in it are there. */
export function traceIn(text: string, { id, params, snapshotId }: Place): string | null {
  const traces = [id, params.personId ?? "", snapshotId, '"obedient"', canary];
  return traces.find((trace) => text.includes(trace)) ?? null;
}
