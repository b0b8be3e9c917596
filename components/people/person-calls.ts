import { request } from "@/components/api/request";
import { type PeopleRequest, personPage } from "@/lib/model";

export type PeopleQuery = Omit<Partial<PeopleRequest>, "cursor">;

/** By POST: what is searched for is personal data, and addresses are logged. */
export const findPeople = (query: PeopleQuery, { cursor, signal }: { cursor: string | null; signal?: AbortSignal }) =>
  request("/api/people/search", { method: "POST", body: { ...query, ...(cursor !== null && { cursor }) }, signal, answer: personPage });
