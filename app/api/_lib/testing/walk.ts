import { randomUUID } from "node:crypto";
import { identityIdOf } from "@/lib/facts";
import { operations } from "../../_operations";
import type { Operation } from "../operation";
import { ann, canary, type Place } from "./make-place";
import type { Answer, TestApi } from "./test-api";

const number = "918273645";

/** What the walk asks for: addresses begin with that of the conversation unless they are whole. Read before written. */
type Ask = { method?: string; address: string; body?: unknown; status?: number };

export const asks: Record<string, ((place: Place) => Ask) | undefined> = {
  checkLeaks: ({ params: { userId } }) => ({ address: `/leaks?from=${userId}` }),
  compareConversations: ({ id }) => ({ address: `/compare?with=${id}` }),
  traceValue: () => ({ address: "/state/user/provenance?path=/word" }),
  listChangesAt: () => ({ address: "/state/user/changes-at?path=/word" }),
  postActivity: ({ params: { userId } }) => ({
    method: "POST",
    address: "/activities",
    body: { from: { id: userId }, text: `tell ${canary}` },
  }),
  addMember: () => ({ method: "POST", address: "/members", body: { id: randomUUID(), name: `Cy ${canary}` } }),
  removeMember: ({ params: { otherId } }) => ({ method: "DELETE", address: `/members/${otherId}` }),
  changeConversation: () => ({ method: "PATCH", address: "", body: { locale: "de-AT" } }),
  forkConversation: () => ({ method: "POST", address: "/fork", body: { turn: 2, user: "copy" } }),
  makeFixture: () => ({ method: "POST", address: "/fixture", body: { testBotId: "elsewhere" } }),
  createSnapshot: ({ id, params: { userId } }) => ({
    method: "POST",
    address: "/api/snapshots",
    body: { name: "s", conversationId: id, userId },
  }),
  renameSnapshot: ({ snapshotId }) => ({ method: "PATCH", address: `/api/snapshots/${snapshotId}`, body: { name: "other" } }),
  startConversation: ({ params: { userId: id } }) => ({
    method: "POST",
    address: "/api/conversations",
    body: { botId: "obedient", user: { ...ann, id } },
  }),
  attachInspection: () => ({ method: "POST", address: "/inspection", status: 409 }),
  putState: () => ({ method: "PUT", address: "/state", body: { kind: "edit", scopes: { user: { data: {}, eTag: "stale" } } } }),
  putScope: () => ({ method: "PUT", address: "/state/user", body: { data: {} } }),
  patchScope: () => ({ method: "PATCH", address: "/state/user", body: [{ op: "test", path: "/word", value: canary }] }),
  deleteScope: () => ({ method: "DELETE", address: "/state/user" }),
  restoreState: () => ({ method: "POST", address: "/restore", body: { turn: 1 } }),
  putBackLostValues: () => ({ method: "POST", address: "/turns/2/put-back" }),
  decideLostValue: ({ lostId }) => ({ method: "POST", address: `/lost-values/${lostId}`, body: { keep: "overwritten" } }),
  applySnapshot: ({ snapshotId, id }) => ({ method: "POST", address: `/api/snapshots/${snapshotId}/apply`, body: { conversationId: id } }),
  deleteSnapshot: ({ snapshotId }) => ({ method: "DELETE", address: `/api/snapshots/${snapshotId}` }),
  changeBot: () => ({ method: "PATCH", address: "/api/bots/obedient", body: { greeting: "emulator" } }),
  probeBot: () => ({ method: "POST", address: "/api/bots/obedient/probe", status: 409 }),
  signOut: ({ params: { userId } }) => ({ method: "DELETE", address: `/api/bots/obedient/signed-in?userId=${userId}` }),
  changeDictionary: ({ params: { pathId } }) => ({
    method: "PATCH",
    address: "/api/bots/obedient/dictionary",
    body: { changes: [{ pathIds: [pathId], set: { label: "Word" } }] },
  }),
  putDictionaryFile: () => ({
    method: "PUT",
    address: "/api/bots/obedient/dictionary/file",
    body: { format: "turnscope-dictionary", version: 1, paths: [] },
  }),
  searchPeople: () => ({ method: "POST", address: "/api/people/search", body: { query: canary } }),
  linkIdentity: ({ params: { personId, otherId } }) => ({
    method: "POST",
    address: `/api/people/${personId}/identities`,
    body: { identityId: identityIdOf({ channelId: "emulator", userId: otherId ?? "" }), evidence: "other", note: canary },
  }),
  unlinkIdentity: ({ params: { personId, otherId } }) => ({
    method: "DELETE",
    address: `/api/people/${personId}/identities/${identityIdOf({ channelId: "emulator", userId: otherId ?? "" })}`,
  }),
  addFactNote: ({ params: { personId, factId } }) => ({
    method: "POST",
    address: `/api/people/${personId}/notes`,
    body: { factId: Number(factId), kind: "note", text: canary },
  }),
  changeFactNote: ({ params: { personId, noteId } }) => ({
    method: "PATCH",
    address: `/api/people/${personId}/notes/${noteId}`,
    body: { isResolved: true },
  }),
  listCorrectionPlaces: ({ params: { personId, factId } }) => ({
    address: `/api/privacy/people/${personId}/facts/${factId}/places`,
    status: 403,
  }),
  correctFact: ({ params: { personId, factId } }) => ({
    method: "POST",
    address: `/api/privacy/people/${personId}/facts/${factId}/correction`,
    body: { value: "another", reason: "a test", eTag: "any" },
    status: 403,
  }),
  changeProcessing: () => ({ method: "PATCH", address: "/api/bots/obedient/processing", body: { controller: { text: "Example Ltd" } } }),
  acceptFinding: ({ params: { findingId } }) => ({
    method: "PUT",
    address: `/api/bots/obedient/findings/${findingId}/acceptance`,
    body: { reason: "a test" },
  }),
  reopenFinding: ({ params: { findingId } }) => ({ method: "DELETE", address: `/api/bots/obedient/findings/${findingId}/acceptance` }),
  openPrivacyRequest: ({ params: { personId } }) => ({
    method: "POST",
    address: "/api/privacy/requests",
    body: { type: "access", personId, asked: canary },
  }),
  changePrivacyRequest: ({ params: { caseNumber } }) => ({
    method: "PATCH",
    address: `/api/privacy/requests/${caseNumber}`,
    body: { notes: canary },
    status: 403,
  }),
  refusePrivacyRequest: ({ params: { caseNumber } }) => ({
    method: "POST",
    address: `/api/privacy/requests/${caseNumber}/refuse`,
    body: { ground: "other", reasons: "", complaint: "" },
    status: 422,
  }),
  extendPrivacyRequest: ({ params: { caseNumber } }) => ({
    method: "POST",
    address: `/api/privacy/requests/${caseNumber}/extend`,
    body: { reason: canary },
  }),
  pausePrivacyRequest: ({ params: { caseNumber } }) => ({
    method: "POST",
    address: `/api/privacy/requests/${caseNumber}/pause`,
    body: { why: "identity" },
  }),
  sendIdentityCode: ({ params: { caseNumber } }) => ({
    method: "POST",
    address: `/api/privacy/requests/${caseNumber}/identity-code`,
    body: {},
    status: 409,
  }),
  identifyPerson: ({ params: { caseNumber } }) => ({
    method: "POST",
    address: `/api/privacy/requests/${caseNumber}/identity`,
    body: { noDoubt: canary },
    status: 409,
  }),
  decideReviewPlaces: ({ params: { caseNumber } }) => ({
    method: "POST",
    address: `/api/privacy/requests/${caseNumber}/places`,
    body: { placeIds: ["er-none"], decision: "kept" },
    status: 409,
  }),
  putPrivacyRecipient: ({ params: { caseNumber } }) => ({
    method: "POST",
    address: `/api/privacy/requests/${caseNumber}/recipients`,
    body: { name: "Example Ltd", state: "told" },
  }),
  makePrivacyExport: ({ params: { caseNumber } }) => ({
    method: "POST",
    address: `/api/privacy/requests/${caseNumber}/export`,
    body: {},
  }),
  listExposed: () => ({ address: "/api/audit/exposed?role=tester&from=2020-01-01T00:00:00Z&to=2099-01-01T00:00:00Z" }),
  unmaskPerson: () => ({ method: "POST", address: "/api/people/nobody/unmaskings", body: { reason: "a test" }, status: 404 }),
  endUnmasking: () => ({ method: "DELETE", address: "/api/unmaskings/none", status: 404 }),
};

/** What is only read needs no line above: its address is filled in. */
function askOf({ id, path }: Pick<Operation, "id" | "path">, place: Place): Ask {
  const asked = asks[id]?.(place);
  if (asked) return asked;
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = place.params[name];
    if (value === undefined) throw new Error(`makePlace gives no ${name}, which ${id} needs`);
    return encodeURIComponent(value);
  });
  return { address: filled };
}

type Asking = { place: Place; headers?: Record<string, string> };

/** Asks what an operation asks for, of a place, as whoever the headers say. */
export async function ask(api: TestApi, id: string, { place, headers = {} }: Asking): Promise<Answer & { expected: number | undefined }> {
  const operation = operations.find((one) => one.id === id);
  if (!operation) throw new Error(`There is no operation ${id}`);
  const params = isOfFact(operation) ? { ...place.params, factId: await currentFactId(api, place) } : place.params;
  const { method = "GET", address, body, status } = askOf(operation, { ...place, params });
  const whole = address.startsWith("/api") ? address : `${place.address}${address}`;
  return { ...(await api.call(method, whole, { body, headers: { "if-match": "*", ...headers } })), expected: status };
}

const isOfFact = ({ id, path }: Operation): boolean => path.includes("{factId}") || id === "addFactNote";

/** Turns that were walked through may have made other facts of the same. */
async function currentFactId(api: TestApi, { params }: Place): Promise<string> {
  const { facts } = (await api.call("GET", `/api/people/${params.personId}/facts`)).body;
  // Facts that are past their time are not listed; who knows their numbers asks all the same.
  return String(facts[0]?.factId ?? params.factId);
}

/** What was told, with a little around it. */
export const leakIn = (text: string) => new RegExp(`.{0,60}(?:${canary}|${number}|word@mail).{0,60}`, "i").exec(text)?.[0] ?? null;
