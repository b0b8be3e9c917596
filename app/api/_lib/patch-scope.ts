import { readState } from "@/lib/conversations";
import {
  HarnessError,
  isHarnessError,
  isJsonObject,
  type JsonObject,
  type PatchOperation,
  type ScopeState,
  scopeLabels,
} from "@/lib/model";
import { applyJsonPatch } from "./apply-json-patch";
import type { Condition } from "./condition";
import { invalidRequest } from "./parse-input";
import { type ScopeTarget, writeScope } from "./write-scope";

export type ScopePatch = { operations: readonly PatchOperation[]; ifMatch: Condition };

/** Others may write between our read and our write; after so many times in a row something else is wrong. */
const maxAttempts = 20;

/** Applies a patch to what is stored and writes the result only onto that. With "*" it is applied again when others were faster. */
export async function patchScope(target: ScopeTarget, { operations, ifMatch }: ScopePatch): Promise<ScopeState> {
  for (let attempt = 1; ; attempt++) {
    const current = (await readState(target.conversationId, target.userId))[target.scope];
    if (ifMatch !== "*" && ifMatch !== current.eTag) throw staleScope(target, current);
    const data = patchData(current, operations);
    try {
      return (await writeScope(target, { data, ifMatch: current.eTag, kind: "edit" })).state;
    } catch (error) {
      const isOvertaken = isHarnessError(error) && error.code === "stale_etag";
      if (!isOvertaken || ifMatch !== "*" || attempt === maxAttempts) throw error;
    }
  }
}

function patchData(current: ScopeState, operations: readonly PatchOperation[]): JsonObject {
  const before = isJsonObject(current.data) ? current.data : {};
  const after = applyJsonPatch(before, operations);
  if (isJsonObject(after)) return after;
  throw invalidRequest([{ in: "body", path: "", message: "Invalid input: the patched scope is no JSON object" }]);
}

function staleScope({ scope }: ScopeTarget, current: ScopeState): HarnessError {
  const sentence = `The ${scopeLabels[scope].toLowerCase()} changed since it was read. Compare with the current value and decide which to keep.`;
  return new HarnessError("stale_etag", sentence, { details: { current } });
}
