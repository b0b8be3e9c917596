// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from "vitest";
import type { LiveDelays } from "@/components/live/live-delays";
import {
  connect,
  logged as loggedIn,
  type OnRequest,
  type ScriptedServer,
  sendTo,
  watching as watchingIn,
} from "@/components/live/testing/scripted-server";
import type { LiveRequest, LoggedActivity } from "@/lib/model";
import { type ChatActivity, channelDataOf } from "./chat-activity";
import { ChatSession } from "./chat-session";

// The store is the one of Web Chat. Node cannot load the package around it, which Turbopack takes from its source.
vi.mock("botframework-webchat", () => import("botframework-webchat-core"));

const conversationId = "c-1";
const user = { id: "u-ann", name: "Ann" };
const logged = (position: number, activity: Parameters<typeof loggedIn>[2] = {}) =>
  loggedIn(conversationId, position, { text: `${position}`, ...activity });
const run = (from: number, to: number): LoggedActivity[] => Array.from({ length: to - from }, (_, index) => logged(from + index));
const watching = (activities: LoggedActivity[], watermark: number, isReset = true) =>
  watchingIn(conversationId, activities, watermark, isReset);
const activities = (logged: LoggedActivity[]) => ({
  type: "activities" as const,
  conversationId,
  activities: logged,
  watermark: (logged.at(-1)?.position ?? 0) + 1,
});

const cleanUps: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function open(
  onRequest: OnRequest,
  options: Partial<ConstructorParameters<typeof ChatSession>[0]> = {},
  impatience?: Partial<LiveDelays>,
) {
  const { server, live, close } = await connect(onRequest, impatience);
  const session = new ChatSession({ live, conversationId, user, whenIdle: (work) => work(), ...options });
  session.store.dispatch({
    type: "DIRECT_LINE/CONNECT",
    payload: { directLine: session.connection, userID: user.id, username: user.name },
  });
  cleanUps.push(close, session.start());
  live.watch({ conversationId, userId: user.id });
  return { server, live, session };
}

const shown = (session: ChatSession): ChatActivity[] => session.store.getState().activities;
const texts = (session: ChatSession) => shown(session).map(({ text }) => text);

/** Resolves when the chat's store looks as it should; what never comes true ends the test by its time limit. */
function until(session: ChatSession, isSo: () => boolean): Promise<void> {
  if (isSo()) return Promise.resolve();
  return new Promise((resolve) => {
    const leave = session.store.subscribe(() => {
      if (!isSo()) return;
      leave();
      resolve();
    });
  });
}

/** Answers a watch with these activities. */
const holding =
  (log: () => LoggedActivity[], andThen: OnRequest = () => {}): OnRequest =>
  (request, server, socket) => {
    const held = log();
    if (request.type === "watch") sendTo(socket, watching(held.slice(request.watermark ?? 0), held.length, request.watermark === null));
    andThen(request, server, socket);
  };

const say = (session: ChatSession, text: string) =>
  session.store.dispatch({ type: "WEB_CHAT/SEND_MESSAGE", payload: { text, method: "keyboard" } });
const statusOf = (session: ChatSession, text: string) =>
  channelDataOf(shown(session).find((activity) => activity.text === text) ?? {})["webchat:send-status"];

/** A server that keeps what is posted and echoes it, once for each clientActivityID. */
function echoing(log: LoggedActivity[], isEchoed: (request: LiveRequest & { type: "post" }) => boolean = () => true): OnRequest {
  return holding(
    () => log,
    (request, server, socket) => {
      if (request.type !== "post" || !isEchoed(request)) return;
      const posted = request.activity as ChatActivity;
      const echo = logged(log.length, { text: posted.text, channelData: posted.channelData, from: { ...user, role: "user" } });
      log.push(echo);
      server.send(activities([echo]));
      sendTo(socket, { type: "posted", requestId: request.requestId, activityId: echo.activity.id });
    },
  );
}

const posts = (server: ScriptedServer) => server.requests.filter((request) => request.type === "post");

test("a long conversation opens with its newest 40 messages and says that there are earlier ones", async () => {
  const { session } = await open(holding(() => run(4_940, 5_000)));
  await until(session, () => shown(session).length === 40);
  expect(texts(session).at(0)).toBe("4960");
  expect(session.getState().hasEarlier).toBe(true);
});

test("a reply is shown without waiting for the message it answers, which may not be in the chat", async () => {
  const waitedInVain = vi.spyOn(console, "warn").mockImplementation(() => {});
  cleanUps.push(() => waitedInVain.mockRestore());
  const log = [logged(0, { from: { id: "bot" } })];
  const { server, session } = await open(holding(() => log));
  await until(session, () => shown(session).length === 1);
  server.send(activities([logged(1, { from: { id: "bot" }, replyToId: "a-long-gone" })]));
  await until(session, () => shown(session).length === 2);
  expect(waitedInVain).not.toHaveBeenCalled();
});

test("earlier messages come before those that are held, in order and once", async () => {
  const loadHistory = async (_: string, { before = 0, limit = 0 } = {}) => run(Math.max(0, before - limit), before);
  const { session } = await open(
    holding(() => run(50, 60)),
    { loadHistory },
  );
  await until(session, () => shown(session).length === 10);
  await session.loadEarlier();
  await session.loadEarlier();
  await until(session, () => shown(session).length === 60);
  expect(texts(session)).toEqual(run(0, 60).map(({ activity }) => activity.text));
  expect(session.getState()).toMatchObject({ hasEarlier: false, isLoadingEarlier: false });
});

test("earlier messages that do not load leave a sentence and can be asked for again", async () => {
  const loadHistory = () => Promise.reject(new Error("The server does not answer."));
  const { session } = await open(
    holding(() => run(50, 60)),
    { loadHistory },
  );
  await until(session, () => shown(session).length === 10);
  await session.loadEarlier();
  expect(session.getState()).toEqual({
    hasEarlier: true,
    isLoadingEarlier: false,
    refusal: "Earlier messages did not load. The server does not answer.",
  });
});

test("old messages go when the newest are in view, and stay while one reads further up", async () => {
  const { server, session } = await open(holding(() => run(0, 40)));
  await until(session, () => shown(session).length === 40);
  session.setAtEnd(false);
  server.send(activities(run(40, 80)));
  await until(session, () => shown(session).length === 80);
  session.setAtEnd(true);
  expect(texts(session)).toEqual(run(40, 80).map(({ activity }) => activity.text));
  expect(session.getState().hasEarlier).toBe(true);
});

test("a message that the bot changes changes in its place, and one that it deletes goes", async () => {
  const { server, session } = await open(holding(() => run(0, 3)));
  await until(session, () => shown(session).length === 3);
  server.send(activities([logged(1, { text: "changed", from: { id: "bot" } }), logged(2, { type: "messageDelete" })]));
  await until(session, () => texts(session).includes("changed"));
  expect(texts(session)).toEqual(["0", "changed"]);
});

test("a message is sent as the person of this page, and shown as sent once its echo is there", async () => {
  const { server, session } = await open(echoing([]));
  await server.received("watch");
  say(session, "hello");
  await until(session, () => statusOf(session, "hello") === "sent");
  expect(posts(server)[0]?.activity).toMatchObject({ text: "hello", from: user, channelData: { clientActivityID: expect.any(String) } });
  expect(texts(session)).toEqual(["hello"]);
});

test("a message that failed is there once after a retry, and keeps the id of its first try", async () => {
  const reported = vi.spyOn(console, "error").mockImplementation(() => {});
  let tries = 0;
  const log: LoggedActivity[] = [];
  const problem = { type: "about:blank", title: "shutting down", status: 503, code: "shutting_down", detail: "The server is stopping." };
  const { server, session } = await open(
    echoing(log, ({ requestId }) => {
      tries += 1;
      if (tries === 1) server.send({ type: "refused", requestId, problem });
      return tries > 1;
    }),
  );
  await server.received("watch");
  say(session, "hello");
  await until(session, () => statusOf(session, "hello") === "send failed");
  expect(session.getState().refusal).toBe("The message was not sent. The server is stopping.");
  expect(reported).toHaveBeenCalledOnce();

  // What Web Chat's own Retry does.
  const [failed] = shown(session);
  session.store.dispatch({ type: "DIRECT_LINE/POST_ACTIVITY", meta: { method: "keyboard" }, payload: { activity: failed } });
  await until(session, () => statusOf(session, "hello") === "sent");
  expect(texts(session)).toEqual(["hello"]);
  const ids = posts(server).map(({ activity }) => channelDataOf(activity as ChatActivity).clientActivityID);
  expect(ids).toEqual([ids[0], ids[0]]);
});

test("a message that was given up is sent after all when its echo turns up in the log", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const log: LoggedActivity[] = [];
  const { server, live, session } = await open(
    echoing(log, () => false),
    {},
    { postGraceMs: 100 },
  );
  await server.received("watch");
  await server.close();
  say(session, "hello");
  await until(session, () => statusOf(session, "hello") === "send failed");
  const { clientActivityID } = channelDataOf(shown(session)[0] ?? {});
  log.push(logged(0, { text: "hello", channelData: { clientActivityID }, from: { ...user, role: "user" } }));
  await server.listen();
  live.check();
  await until(session, () => statusOf(session, "hello") === "sent");
  expect(texts(session)).toEqual(["hello"]);
});

test("an activity that is no message is shown only when the bot failed at it", async () => {
  const joined = logged(0, { type: "conversationUpdate", text: undefined });
  const { session } = await open(holding(() => [joined, logged(1)]));
  await until(session, () => shown(session).length === 1);
  session.showFailures(new Set([joined.activity.id]));
  await until(session, () => shown(session).length === 2);
  expect(shown(session)[0]?.type).toBe("conversationUpdate");
});
