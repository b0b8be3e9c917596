import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { db, type Sql, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { applyChanges, isHarnessError, type JsonObject, type JsonValue, type Scope, scopes } from "@/lib/model";
import { listChangesOfWrite } from "@/lib/state";
import { listTurns } from "./list-turns";
import { deferred, loadScriptedBot, openConversation, type TestConversation } from "./testing/conversation";
import { onHearing } from "./testing/scripted-bot";
import { writeState } from "./write-state";

loadScriptedBot();

const dialog = { dialogStack: [{ id: "root", state: { step: 1 } }] };

type Step = { kind: "say" | "edit" | "reset" | "edit of what was read"; scope: Scope; value: number };

const steps = fc.array(
  fc.record<Step>({
    kind: fc.constantFrom("say", "say", "edit", "reset", "edit of what was read"),
    scope: fc.constantFrom(...scopes),
    value: fc.nat(9),
  }),
  { minLength: 10, maxLength: 30 },
);

onEachDatabase((database) => {
  test("what the history says happened leads to what is stored, however turns, edits and resets come at once", async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const conversation = await openConversation();
        await Promise.all(sequence.map((step) => take(step, conversation)));
        expect(await replay(conversation.id)).toEqual(withoutNulls(await conversation.data()));
      }),
      { numRuns: 12 },
    );
  });

  test("a write whose commit fails leaves everything as it was, and one that is committed by another stands", async () => {
    const { id, userId, data } = await openConversation();
    const write = (wanted: JsonObject, commit?: (statements: readonly Sql[]) => Promise<unknown>) =>
      writeState({ conversationId: id, userId, writes: [{ scope: "user", data: wanted, ifMatch: "*" }], kind: "edit", by: "Tess", commit });
    await write({ name: "Ada" }, async (statements) => (await db()).transaction(statements));
    const before = await listTurns(id);
    const failing = write({ name: "Grace" }, async (statements) =>
      (await db()).transaction([...statements, sql`INSERT INTO nowhere VALUES (1)`]),
    );
    await expect(failing).rejects.toThrow();
    expect((await data()).user).toEqual({ name: "Ada" });
    expect(await listTurns(id)).toEqual(before);
  });

  describe("who may write", () => {
    test("the first person's state is meant when nobody is named", async () => {
      const { id, userId, data } = await openConversation();
      await writeState({ conversationId: id, writes: [{ scope: "private", data: { a: 1 }, ifMatch: "*" }], by: "Kim", kind: "edit" });
      expect((await data(userId)).private).toEqual({ a: 1 });
    });

    test("a person who has not spoken yet may be given a memory", async () => {
      const { id, say, data } = await openConversation();
      const writes = [{ scope: "user" as const, data: { count: 40 }, ifMatch: null }];
      await writeState({ conversationId: id, userId: `bo of ${id}`, writes, by: "Kim", kind: "edit" });
      await say("hello", `bo of ${id}`);
      expect((await data(`bo of ${id}`)).user).toEqual({ count: 41 });
    });

    test("a conversation that there is not has no state", async () => {
      const writes = [{ scope: "user" as const, data: {}, ifMatch: "*" }];
      await expect(writeState({ conversationId: "nowhere", writes, by: "Kim", kind: "edit" })).rejects.toMatchObject({
        code: "conversation_not_found",
      });
    });
  });

  test("an edit stands on the timeline after the turn that it waited for", async () => {
    const { id, say } = await openConversation();
    const [isRunning, mayEnd] = [deferred(), deferred()];
    onHearing("slow", async () => {
      isRunning.resolve();
      await mayEnd.promise;
    });
    const slow = say("slow");
    await isRunning.promise;
    const edit = writeState({ conversationId: id, writes: [{ scope: "private", data: { a: 1 }, ifMatch: "*" }], by: "Kim", kind: "edit" });
    mayEnd.resolve();
    await Promise.all([slow, edit]);
    await say("next");
    expect((await listTurns(id)).writes).toMatchObject([{ kind: "edit", afterTurn: 2 }]);
  });

  /** All changes of the conversation's writes in their order, from nothing. */
  async function replay(conversationId: string): Promise<Record<Scope, JsonValue>> {
    const writes = await database.db.query<{ seq: number }>(
      sql`SELECT seq FROM state_write WHERE conversation_id = ${conversationId} ORDER BY seq`,
    );
    const state: Record<Scope, JsonValue> = { user: {}, conversation: {}, private: {}, dialog: {} };
    for (const { seq } of writes) {
      const changes = await listChangesOfWrite(seq);
      for (const scope of scopes)
        state[scope] =
          applyChanges(
            state[scope],
            changes.filter((change) => change.scope === scope),
          ) ?? {};
    }
    return state;
  }
});

async function take({ kind, scope, value }: Step, { id, say, scopes: read }: TestConversation): Promise<void> {
  if (kind === "say") return void (await say(`${value}`));
  const data: JsonObject = scope === "dialog" ? { ...dialog, value } : { [`value${value}`]: value };
  const ifMatch = kind === "edit of what was read" ? (await read())[scope].eTag : "*";
  const writes = [{ scope, data: kind === "reset" ? null : data, ifMatch }];
  try {
    await writeState({ conversationId: id, writes, by: "Kim", kind: kind === "reset" ? "reset" : "edit" });
  } catch (error) {
    if (!isHarnessError(error) || error.code !== "stale_etag") throw error;
  }
}

/** Nothing stored and nothing in it are one here: neither has changes to tell. */
function withoutNulls(data: Record<Scope, unknown>): Record<Scope, unknown> {
  const { user, conversation, private: privately, dialog: stack } = data;
  return { user: user ?? {}, conversation: conversation ?? {}, private: privately ?? {}, dialog: stack ?? {} };
}
