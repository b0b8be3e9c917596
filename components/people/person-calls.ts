import { request } from "@/components/api/request";
import {
  type ChangeFactNote,
  factHistory,
  factNote,
  factNoteList,
  type LinkIdentityRequest,
  type NewFactNote,
  namedItemList,
  type PeopleRequest,
  personDetail,
  personFactPage,
  personPage,
  personTranscript,
} from "@/lib/model";

export type PeopleQuery = Omit<Partial<PeopleRequest>, "cursor">;
type PageOptions = { cursor: string | null; signal?: AbortSignal };

const personPath = (personId: string): string => `/api/people/${encodeURIComponent(personId)}`;

/** By POST: what is searched for is personal data, and addresses are logged. */
export const findPeople = (query: PeopleQuery, { cursor, signal }: PageOptions) =>
  request("/api/people/search", { method: "POST", body: { ...query, ...(cursor !== null && { cursor }) }, signal, answer: personPage });

export const getPerson = (personId: string, signal?: AbortSignal) => request(personPath(personId), { signal, answer: personDetail });

/** Which facts: what dialogs under way hold or all else, and who can see them; null for both. */
export type FactPart = { of: "state" | "dialogs"; seenBy: "others" | "bot" | null };

export const listPersonFacts = (personId: string, { of, seenBy, cursor, signal }: PageOptions & FactPart) =>
  request(`${personPath(personId)}/facts`, { query: { of, seenBy, cursor }, signal, answer: personFactPage });

export const listNamedItems = (personId: string, signal?: AbortSignal) =>
  request(`${personPath(personId)}/named-items`, { signal, answer: namedItemList });

type TranscriptPage = { conversationId: string; before: number | null; signal?: AbortSignal };

export const getPersonTranscript = (personId: string, { conversationId, before, signal }: TranscriptPage) =>
  request(`${personPath(personId)}/conversations/${encodeURIComponent(conversationId)}/transcript`, {
    query: { before },
    signal,
    answer: personTranscript,
  });

export const getFactHistory = (personId: string, factId: number, signal?: AbortSignal) =>
  request(`${personPath(personId)}/facts/${factId}/history`, { signal, answer: factHistory });

export const linkIdentity = (personId: string, body: LinkIdentityRequest, by: string) =>
  request(`${personPath(personId)}/identities`, { method: "POST", body, by, answer: personDetail });

export const unlinkIdentity = (personId: string, identityId: string, by: string) =>
  request(`${personPath(personId)}/identities/${encodeURIComponent(identityId)}`, { method: "DELETE", by, answer: personDetail });

export const listFactNotes = async (personId: string, signal?: AbortSignal) =>
  (await request(`${personPath(personId)}/notes`, { signal, answer: factNoteList })).notes;

export const addFactNote = (personId: string, body: NewFactNote, by: string) =>
  request(`${personPath(personId)}/notes`, { method: "POST", body, by, answer: factNote });

export const changeFactNote = (personId: string, noteId: string, body: ChangeFactNote, by: string) =>
  request(`${personPath(personId)}/notes/${encodeURIComponent(noteId)}`, { method: "PATCH", body, by, answer: factNote });
