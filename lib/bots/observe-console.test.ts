import { expect, onTestFinished, test, vi } from "vitest";
import { TestConversation, TestStorage } from "./testing/test-conversation";
import { maxLogCharacters, maxLogs } from "./turn-observer";

/** What a bot that prints as it is told is seen to have logged; `printed` is what came to the console. */
async function logsOf(print: () => void, turn: { isQuiet?: boolean } = {}) {
  const printed: unknown[][] = [];
  const original = console.log;
  console.log = (...parts: unknown[]) => void printed.push(parts);
  onTestFinished(() => {
    console.log = original;
  });
  const definition = { id: "logger", name: "Logger", description: "Prints.", createBot: () => ({ run: async () => print() }) };
  const { observed, error } = await (await TestConversation.open(definition, new TestStorage())).says("print", turn);
  return { ...observed, error, printed };
}

test("what a bot prints is noted as it would be read, and printed as before", async () => {
  const { logs, printed } = await logsOf(() => console.log("%s is %d", "Ann", 32, { a: 1 }));
  expect(logs).toEqual([{ level: "log", text: "Ann is 32 { a: 1 }", atMs: expect.any(Number) }]);
  expect(printed).toEqual([["%s is %d", "Ann", 32, { a: 1 }]]);
});

test("what a bot prints in a quiet turn is noted, and not printed", async () => {
  const { logs, printed } = await logsOf(() => console.log("Ann"), { isQuiet: true });
  expect([logs.length, printed]).toEqual([1, []]);
});

test("many lines and long ones are cut, and the rest is counted", async () => {
  const { logs, problems, printed } = await logsOf(() => {
    for (let count = 0; count < maxLogs + 3; count++) console.log("x".repeat(maxLogCharacters + 1));
  });
  expect(logs).toHaveLength(maxLogs);
  expect(logs[0]?.text).toBe(`${"x".repeat(maxLogCharacters)}… (1 more characters)`);
  expect(problems).toEqual(["3 more log lines were not recorded."]);
  expect(printed).toHaveLength(maxLogs + 3);
});

test("what cannot be formatted is printed all the same, and said not to be recorded", async () => {
  const hostile = {
    get [Symbol.for("nodejs.util.inspect.custom")]() {
      throw new Error("do not look");
    },
  };
  const { logs, problems, printed, error } = await logsOf(() => console.log(hostile));
  expect(error).toBeNull();
  expect([logs, problems, printed.length]).toEqual([[], ["A log line was not recorded, because it cannot be formatted."], 1]);
});

test("a printer that somebody put over ours notes a line once", async () => {
  await logsOf(() => {});
  const beneath = console.log;
  const spy = vi.fn((...parts: unknown[]) => beneath(...parts));
  console.log = spy;
  const { observed } = await (
    await TestConversation.open(
      { id: "l", name: "L", description: "Prints.", createBot: () => ({ run: async () => console.log("once") }) },
      new TestStorage(),
    )
  ).says("print");
  expect(observed.logs.map(({ text }) => text)).toEqual(["once"]);
  expect(spy).toHaveBeenCalledOnce();
});
