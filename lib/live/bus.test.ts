import { expect, test, vi } from "vitest";
import { type BusEvent, bus } from ".";

const event: BusEvent = { type: "conversations" };

test("every listener hears every event, in the order published", () => {
  const heard: string[] = [];
  const stops = ["a", "b"].map((name) => bus().subscribe(({ type }) => heard.push(`${name} ${type}`)));
  bus().publish(event);
  bus().publish({ type: "activities", conversationId: "c", activities: [], watermark: 1 });
  expect(heard).toEqual(["a conversations", "b conversations", "a activities", "b activities"]);
  for (const stop of stops) stop();
});

test("who has left hears nothing more, and leaving twice does not take another along", () => {
  const [leaver, stayer] = [vi.fn(), vi.fn()];
  const leave = bus().subscribe(leaver);
  const stop = bus().subscribe(stayer);
  leave();
  leave();
  bus().publish(event);
  expect(leaver).not.toHaveBeenCalled();
  expect(stayer).toHaveBeenCalledWith(event);
  stop();
});

test("the same listener may listen twice and leave once", () => {
  const listener = vi.fn();
  const [leave, stop] = [bus().subscribe(listener), bus().subscribe(listener)];
  leave();
  bus().publish(event);
  expect(listener).toHaveBeenCalledTimes(1);
  stop();
});

test("hundreds of pages are no leak", () => {
  const warned = vi.spyOn(process, "emitWarning");
  const stops = Array.from({ length: 500 }, () => bus().subscribe(() => {}));
  expect(warned).not.toHaveBeenCalled();
  for (const stop of stops) stop();
  warned.mockRestore();
});

test("a listener that fails stops neither the publisher nor the next listener, and its error is not lost", () => {
  const uncaught = vi.spyOn(globalThis, "queueMicrotask").mockImplementation(() => {});
  const next = vi.fn();
  const stops = [() => { throw new Error("broken page"); }, next].map((listener) => bus().subscribe(listener)); // biome-ignore format: two listeners
  expect(() => bus().publish(event)).not.toThrow();
  expect(next).toHaveBeenCalledOnce();
  expect(uncaught.mock.calls[0]?.[0]).toThrow("broken page");
  for (const stop of stops) stop();
  uncaught.mockRestore();
});

test("a second copy of the module publishes on the same bus", async () => {
  const heard = vi.fn();
  const stop = bus().subscribe(heard);
  vi.resetModules();
  const copy = await import(".");
  expect(copy.bus).not.toBe(bus);
  copy.bus().publish(event);
  expect(heard).toHaveBeenCalledWith(event);
  stop();
});
