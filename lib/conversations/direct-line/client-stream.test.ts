import { expect, test } from "vitest";
import { useDatabase } from "@/lib/db/testing";
import { requireActiveConversation } from "../active-conversation";
import { deferred, loadScriptedBot, openConversation } from "../testing/conversation";
import { ClientStream } from "./client-stream";

loadScriptedBot();
// biome-ignore lint/correctness/useHookAtTopLevel: sets up a test file; React is not involved
useDatabase("sqlite");

test("a reader that does not read is sent one frame, and what it missed once it reads, an activity a frame", async () => {
  const { id, say } = await openConversation();
  const frames: { activities: { text?: string }[] }[] = [];
  const [isTaken, isDone] = [deferred(), deferred()];
  const send = async (frame: string): Promise<void> => {
    frames.push(JSON.parse(frame));
    if (frames.length === 1) await isTaken.promise;
    if (frames.at(-1)?.activities.some(({ text }) => text === "say 4")) isDone.resolve();
  };
  await say("first");
  const stream = new ClientStream(await requireActiveConversation(id), { next: 0, changes: 0 }, { send }, () => {});
  for (let number = 0; number < 5; number++) await say(`say ${number}`);
  expect(frames).toHaveLength(1);
  isTaken.resolve();
  await isDone.promise;
  stream.close();
  expect(frames.every(({ activities }) => activities.length === 1)).toBe(true);
  const texts = frames.map(({ activities }) => activities[0]?.text);
  expect(texts.filter((text) => text?.startsWith("say"))).toEqual(["say 0", "say 1", "say 2", "say 3", "say 4"]);
});

test("a stream whose socket fails says so once and ends", async () => {
  const { id, say } = await openConversation();
  await say("first");
  const errors: unknown[] = [];
  const failed = deferred();
  const send = () => Promise.reject(new Error("gone"));
  const onError = (error: unknown): void => {
    errors.push(error);
    failed.resolve();
  };
  new ClientStream(await requireActiveConversation(id), { next: 0, changes: 0 }, { send }, onError);
  await failed.promise;
  await say("second");
  expect(errors).toHaveLength(1);
});
