import { jsonBytes, type WriteScopesAnswer } from "@/lib/model";

type Written = Omit<WriteScopesAnswer, "removed"> & { removed: readonly Omit<WriteScopesAnswer["removed"][number], "bytes">[] };

/** What a write of several scopes answers: what was removed has its size with it. */
export function toWriteScopesAnswer({ state, changes, removed }: Written): WriteScopesAnswer {
  return { state, changes, removed: removed.map(({ scope, data }) => ({ scope, data, bytes: jsonBytes(data) })) };
}
