import { readState, readStateAt, writeState } from "@/lib/conversations";
import { jsonBytes, scopes } from "@/lib/model";
import { eTagHeader, requireCondition } from "../_lib/condition";
import { handle } from "../_lib/handle";
import { patchScope } from "../_lib/patch-scope";
import { writeScope } from "../_lib/write-scope";
import { toWriteScopesAnswer } from "../_lib/written-scopes";
import * as operations from "../_operations/state";

export const stateHandlers = [
  handle(operations.getState, async ({ params: { conversationId }, query: { userId, turn, before, seq } }) => {
    if (turn !== undefined) return { body: await readStateAt(conversationId, userId, { turn, before: before === "1" }) };
    return { body: await (seq === undefined ? readState(conversationId, userId) : readStateAt(conversationId, userId, { seq })) };
  }),
  handle(operations.putState, async ({ params, query, headers, body }, { commit }) => {
    const writes = scopes.flatMap((scope) => {
      const wanted = body.scopes[scope];
      return wanted === undefined ? [] : [{ scope, data: wanted.data, ifMatch: wanted.eTag }];
    });
    const written = await writeState({ ...params, ...query, writes, kind: body.kind, by: headers["x-turnscope-by"], commit });
    return { body: toWriteScopesAnswer(written) };
  }),
  handle(operations.getScope, async ({ params, query }) => {
    const state = (await readState(params.conversationId, query.userId))[params.scope];
    return { body: state, headers: eTagHeader(state.eTag) };
  }),
  handle(operations.putScope, async ({ params, query, headers, body }, { commit }) => {
    const target = { ...params, ...query, by: headers["x-turnscope-by"], commit };
    const { state } = await writeScope(target, { data: body.data, ifMatch: requireCondition(headers), kind: "edit" });
    return { body: state, headers: eTagHeader(state.eTag) };
  }),
  handle(operations.patchScope, async ({ params, query, headers, body }, { commit }) => {
    const target = { ...params, ...query, by: headers["x-turnscope-by"], commit };
    const state = await patchScope(target, { operations: body, ifMatch: requireCondition(headers) });
    return { body: state, headers: eTagHeader(state.eTag) };
  }),
  handle(operations.deleteScope, async ({ params, query, headers }, { commit }) => {
    const target = { ...params, ...query, by: headers["x-turnscope-by"], commit };
    const { removed } = await writeScope(target, { data: null, ifMatch: requireCondition(headers), kind: "reset" });
    return { body: { removed: removed && { data: removed, bytes: jsonBytes(removed) } } };
  }),
];
