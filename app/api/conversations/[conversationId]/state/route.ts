import { readState, writeState } from "@/lib/conversations";
import { jsonBytes, scopes } from "@/lib/model";
import { handle, route } from "../../../_lib/handle";
import * as operations from "../../../_operations/state";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  handle(operations.getState, async ({ params, query }) => ({ body: await readState(params.conversationId, query.userId) })),
  handle(operations.putState, async ({ params, query, headers, body }) => {
    const writes = scopes.flatMap((scope) => {
      const wanted = body.scopes[scope];
      return wanted === undefined ? [] : [{ scope, data: wanted.data, ifMatch: wanted.eTag }];
    });
    const written = await writeState({ ...params, ...query, writes, kind: body.kind, by: headers["x-turnscope-by"] });
    const removed = written.removed.map(({ scope, data }) => ({ scope, data, bytes: jsonBytes(data) }));
    return { body: { state: written.state, changes: written.changes, removed } };
  }),
);
