import { readState, readStateAt, writeState } from "@/lib/conversations";
import { hideExpired, requireUnexpired, writeSeen } from "@/lib/memory";
import { type AllScopes, jsonBytes, type Scope, type ScopeState, scopes } from "@/lib/model";
import { eTagHeader, requireCondition } from "../_lib/condition";
import { handle } from "../_lib/handle";
import { patchScope } from "../_lib/patch-scope";
import { type ScopeTarget, writeScope } from "../_lib/write-scope";
import { toWriteScopesAnswer } from "../_lib/written-scopes";
import * as operations from "../_operations/conversations/state";

export const stateHandlers = [
  handle(operations.getState, async ({ params: { conversationId }, query: { userId, turn, before, seq } }) => {
    const read = async (): Promise<AllScopes> => {
      if (turn !== undefined) return readStateAt(conversationId, userId, { turn, before: before === "1" });
      return seq === undefined ? readState(conversationId, userId) : readStateAt(conversationId, userId, { seq });
    };
    return { body: await hideExpired(await read(), { conversationId, userId }) };
  }),
  handle(operations.putState, async ({ params, query, headers, body }, { commit }) => {
    const writes = scopes.flatMap((scope) => {
      const wanted = body.scopes[scope];
      return wanted === undefined ? [] : [{ scope, data: wanted.data, ifMatch: wanted.eTag }];
    });
    const place = { ...params, ...query };
    const wanted = writes.map(({ scope }) => scope);
    const write = () => writeState({ ...place, writes, kind: body.kind, by: headers["x-turnscope-by"], commit });
    return { body: toWriteScopesAnswer(await writeSeen(wanted, place, write)) };
  }),
  handle(operations.getScope, async ({ params, query }) => {
    const state = (await hideExpired(await readState(params.conversationId, query.userId), { ...params, ...query }))[params.scope];
    return { body: state, headers: eTagHeader(state.eTag) };
  }),
  handle(operations.putScope, async ({ params, query, headers, body }, { commit }) => {
    await requireUnexpired([params.scope], { ...params, ...query });
    const target = { ...params, ...query, by: headers["x-turnscope-by"], commit };
    const written = await writeScope(target, { data: body.data, ifMatch: requireCondition(headers), kind: "edit" });
    const state = await hideInScope(written.state, target);
    return { body: state, headers: eTagHeader(state.eTag) };
  }),
  handle(operations.patchScope, async ({ params, query, headers, body }, { commit }) => {
    await requireUnexpired([params.scope], { ...params, ...query });
    const target = { ...params, ...query, by: headers["x-turnscope-by"], commit };
    const state = await hideInScope(await patchScope(target, { operations: body, ifMatch: requireCondition(headers) }), target);
    return { body: state, headers: eTagHeader(state.eTag) };
  }),
  handle(operations.deleteScope, async ({ params, query, headers }, { commit }) => {
    await requireUnexpired([params.scope], { ...params, ...query });
    const target = { ...params, ...query, by: headers["x-turnscope-by"], commit };
    const { removed } = await writeScope(target, { data: null, ifMatch: requireCondition(headers), kind: "reset" });
    return { body: { removed: removed && { data: removed, bytes: jsonBytes(removed) } } };
  }),
];

async function hideInScope(state: ScopeState, { scope, conversationId, userId }: ScopeTarget): Promise<ScopeState> {
  return (await hideExpired<Partial<Record<Scope, ScopeState>>>({ [scope]: state }, { conversationId, userId }))[scope] ?? state;
}
