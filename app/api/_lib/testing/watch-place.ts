import { expect } from "vitest";
import { callerOfSocket } from "@/lib/access";
import { LiveSession } from "@/lib/conversations";
import { LiveOutbox } from "@/lib/memory";
import { isHarnessError } from "@/lib/model";
import { liveGuard, recordLive } from "../../live-guard";
import { type Asker, api } from "./askers";
import { ann, canary, type Place } from "./make-place";

type Watched = { frames: string[]; refusals: string[] };

/** A socket that watches the place. */
export async function openSocket({ headers }: Asker, { id }: Place): Promise<Watched & { ping: () => void; close: () => void }> {
  const frames: string[] = [];
  const refusals: string[] = [];
  const note = (error: unknown) => void refusals.push(isHarnessError(error) ? error.code : "unexpected");
  const request = new Request("http://127.0.0.1:3000/api/live", { headers });
  const readCaller = await callerOfSocket(request).catch((error: unknown) => {
    note(error);
    return null;
  });
  if (!readCaller) return { frames, refusals, ping: () => {}, close: () => {} };
  const outbox = new LiveOutbox({ send: (text) => void frames.push(text), onError: note, record: recordLive, readCaller });
  const session = new LiveSession((event) => outbox.put(event), note, liveGuard(readCaller));
  session.receive(JSON.stringify({ type: "watch", conversationId: id, userId: ann.id, watermark: null }));
  return { frames, refusals, ping: () => session.receive(JSON.stringify({ type: "ping" })), close: () => session.close() };
}

/** All that a socket is sent while it watches the place and somebody speaks there. */
export async function watch(asker: Asker, place: Place): Promise<Watched> {
  const { frames, refusals, ping, close } = await openSocket(asker, place);
  if (refusals.length > 0) return { frames, refusals };
  await api.call("POST", `${place.address}/activities`, { body: { from: { id: ann.id }, text: `tell ${canary}` } });
  ping();
  await expect.poll(() => frames.some((frame) => frame.startsWith('{"type":"pong"'))).toBe(true);
  await expect.poll(() => frames.some((frame) => /^\{"type":"(?:state|refused)"/.test(frame))).toBe(true);
  close();
  for (const frame of frames.filter((one) => one.startsWith('{"type":"refused"'))) refusals.push(JSON.parse(frame).problem.code);
  return { frames, refusals };
}
