import { Worker } from "node:worker_threads";
import { afterEach, expect, test } from "vitest";
import { openWorker } from "./open-worker";
import { ourDetector } from "./our-detector";
import { WorkerThread } from "./worker-thread";

const options = { phoneRegions: ["GB"] };
const threads: WorkerThread[] = [];

afterEach(async () => {
  for (const thread of threads.splice(0)) await thread.stop();
});

test("it finds in a thread of its own, and this one goes on meanwhile", async () => {
  const detector = ourDetector(options, track(new WorkerThread(openWorker)));
  await detector.detect([{ path: "/warm", value: "up" }]);
  const places = Array.from({ length: 2_000 }, (_, at) => ({ path: `/texts/${at}`, value: `Tell John Smith ${at} that Mary called` }));
  let isDone = false;
  let rounds = 0;
  const look = detector.detect([...places, { path: "/mail", value: "ann@example.com" }]).finally(() => {
    isDone = true;
  });
  // In this thread it could at best let go of it once for each text.
  for (; !isDone; rounds++) await new Promise((resolve) => setImmediate(resolve));
  expect((await look).some(({ path, kind }) => path === "/mail" && kind === "email")).toBe(true);
  expect(rounds).toBeGreaterThan(places.length);
});

test.each(["exit", "throw"])(
  "when the worker dies (%s) every look that waits says so, and the next one is served by a new worker",
  async (value) => {
    let opened = 0;
    const detector = ourDetector(options, track(new WorkerThread(() => failingWorker(() => opened++))));
    const looks = [detector.detect([{ path: "/x", value }]), detector.detect([{ path: "/y", value: "waits" }])];
    for (const look of looks) {
      await expect(look).rejects.toMatchObject({ code: "detector_failed", userMessage: expect.stringContaining("broke off") });
      await expect(look).rejects.not.toMatchObject({ userMessage: expect.stringContaining("somebody") });
    }
    expect(await detector.detect([{ path: "/x", value: "fine" }])).toEqual([]);
    expect(opened).toBe(2);
  },
);

test("a look that takes too long is broken off, and does not keep the next from being served", async () => {
  const detector = ourDetector(options, track(new WorkerThread(failingWorker, { jobMs: 300, idleMs: 60_000 })));
  await expect(detector.detect([{ path: "/x", value: "hang" }])).rejects.toMatchObject({
    userMessage: expect.stringContaining("took too long"),
  });
  const patient = ourDetector(options, track(new WorkerThread(failingWorker)));
  expect(await patient.detect([{ path: "/x", value: "fine" }])).toEqual([]);
});

test("a failure inside a look is an error and never an empty answer", async () => {
  const detector = ourDetector(options, track(new WorkerThread(failingWorker)));
  await expect(detector.detect([{ path: "/x", value: "fail" }])).rejects.toMatchObject({ code: "detector_failed" });
});

test("an idle worker is stopped, and another one is started when there is something to do", async () => {
  let opened = 0;
  const ended: Promise<unknown>[] = [];
  const open = () => {
    const worker = failingWorker(() => opened++);
    ended.push(new Promise((resolve) => worker.once("exit", resolve)));
    return worker;
  };
  const detector = ourDetector(options, track(new WorkerThread(open, { jobMs: 30_000, idleMs: 1 })));
  await detector.detect([{ path: "/x", value: "fine" }]);
  await ended[0];
  await detector.detect([{ path: "/x", value: "fine" }]);
  expect(opened).toBe(2);
});

test("a look can be broken off between batches", async () => {
  const places = Array.from({ length: 500 }, (_, at) => ({ path: `/texts/${at}`, value: "fine" }));
  const abort = new AbortController();
  const look = ourDetector(options, track(new WorkerThread(failingWorker))).detect(places, abort.signal);
  abort.abort();
  await expect(look).rejects.toMatchObject({ name: "AbortError" });
});

function track(thread: WorkerThread): WorkerThread {
  threads.push(thread);
  return thread;
}

function failingWorker(opening?: () => void): Worker {
  opening?.();
  return new Worker(new URL("./testing/failing-worker.mjs", import.meta.url), { stderr: true });
}
