// Every page asks who is there, so this loads nothing else of what access can do.
import { request } from "@/components/api/request";
import { type Me, me } from "@/lib/model";

export const getMe = (signal?: AbortSignal): Promise<Me> => request("/api/me", { signal, answer: me });

export const signOut = (isEverywhere: boolean): Promise<Me> =>
  request("/api/access/sign-out", { method: "POST", body: { isEverywhere }, answer: me });
