import { setImmediate as nextRound } from "node:timers/promises";
import { expect, test } from "vitest";
import { newLine } from "./line";

test("work begins once all before it has ended, in the order in which it was asked for", async () => {
  const [line, seen] = [newLine(), [] as string[]];
  const work = (name: string, rounds: number) =>
    line(async () => {
      seen.push(`${name} begins`);
      for (let round = 0; round < rounds; round++) await nextRound();
      seen.push(`${name} ends`);
      return name;
    });
  expect(await Promise.all([work("first", 3), work("second", 0), work("third", 1)])).toEqual(["first", "second", "third"]);
  expect(seen).toEqual(["first", "second", "third"].flatMap((name) => [`${name} begins`, `${name} ends`]));
});

test("a failure is told to who asked, and keeps nobody from their turn", async () => {
  const line = newLine();
  const failing = line(() => Promise.reject(new Error("no")));
  const throwing = line(() => {
    throw new Error("never");
  });
  const next = line(async () => "yes");
  await expect(failing).rejects.toThrow("no");
  await expect(throwing).rejects.toThrow("never");
  expect(await next).toBe("yes");
});

test("lines do not wait for each other", async () => {
  const [busy, free] = [newLine(), newLine()];
  let end: () => void = () => undefined;
  const waiting = busy(() => new Promise<void>((resolve) => (end = resolve)));
  expect(await free(async () => "free")).toBe("free");
  end();
  await waiting;
});
