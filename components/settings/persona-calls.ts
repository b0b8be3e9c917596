import { request } from "@/components/api/request";
import { type PersonaRequest, personaList, type StoredPersona, storedPersona } from "@/lib/model";

const path = (id: string): string => `/api/personas/${encodeURIComponent(id)}`;

export const listKeptPersonas = async (signal?: AbortSignal) => (await request("/api/personas", { signal, answer: personaList })).personas;

/** Throws an Error with a sentence for the person when it is gone. */
export async function requireKeptPersona(id: string): Promise<StoredPersona> {
  const persona = (await listKeptPersonas()).find((kept) => kept.id === id);
  if (persona) return persona;
  throw new Error("This link names a persona that is not here. It may have been deleted.");
}

export const keepPersona = (body: PersonaRequest) => request("/api/personas", { method: "POST", body, answer: storedPersona });

export const replaceKeptPersona = (id: string, body: PersonaRequest) => request(path(id), { method: "PUT", body, answer: storedPersona });

export const forgetKeptPersona = (id: string) => request(path(id), { method: "DELETE", answer: storedPersona });
