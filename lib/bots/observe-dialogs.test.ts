import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { AutoSaveStateMiddleware, ConversationState, MemoryStorage, TestAdapter, type TurnContext } from "botbuilder-core";
import { ComponentDialog, type Dialog, DialogContext, DialogSet, WaterfallDialog } from "botbuilder-dialogs";
import { describe, expect, onTestFinished, test } from "vitest";
import { createBotRegistry } from ".";
import { observeDialogs } from "./observe-dialogs";
import { TestConversation, TestStorage } from "./testing/test-conversation";
import { maxDialogEvents } from "./turn-observer";

/** A bot whose text says which dialog to begin when none is there to hear it. */
function define(dialogs: (state: ConversationState) => Dialog[], onContext?: (context: DialogContext) => Promise<boolean>) {
  return TestConversation.open(
    {
      id: "talker",
      name: "Talker",
      description: "Has dialogs.",
      createBot({ storage }) {
        const state = new ConversationState(storage);
        const set = new DialogSet(state.createProperty("dialogs"));
        for (const dialog of dialogs(state)) set.add(dialog);
        return {
          async run(context: TurnContext) {
            const dialogContext = await set.createContext(context);
            if (!(await onContext?.(dialogContext))) {
              const { status } = await dialogContext.continueDialog();
              if (status === "empty") await dialogContext.beginDialog(context.activity.text);
            }
            await state.saveChanges(context);
          },
        };
      },
    },
    new TestStorage(),
  );
}

type Played = Awaited<ReturnType<TestConversation["says"]>>;
const eventsOf = ({ observed }: Played) =>
  observed.dialogs.map(({ within, dialogId, kind }) => `${[...within, dialogId].join("/")} ${kind}`);

class Outer extends ComponentDialog {
  constructor(id: string, inner: Dialog) {
    super(id);
    this.addDialog(inner);
  }
}

describe("dialogs tell the turn they run in", () => {
  test("that they began and ended within it, in components within components", async () => {
    const quick = new WaterfallDialog("quick", [async (step) => step.endDialog("done")]);
    const conversation = await define(() => [new Outer("outer", new Outer("middle", quick))]);
    const played = await conversation.says("outer");
    expect(eventsOf(played)).toEqual([
      "outer begun",
      "outer/middle begun",
      "outer/middle/quick begun",
      "outer/middle/quick step",
      "outer/middle/quick ended",
      "outer/middle ended",
      "outer ended",
    ]);
    const times = played.observed.dialogs.map(({ atMs }) => atMs);
    expect(times).toEqual([...times].sort((one, other) => one - other));
  });

  test("where they are in components that are cancelled from outside", async () => {
    const waiting = new WaterfallDialog("waiting", [async () => ({ status: "waiting" as never })]);
    const conversation = await define(
      () => [new Outer("outer", new Outer("middle", waiting))],
      async (context) => context.context.activity.text === "stop" && Boolean(await context.cancelAllDialogs(true)),
    );
    await conversation.says("outer");
    expect(eventsOf(await conversation.says("stop"))).toEqual([
      "outer/middle/waiting cancelled",
      "outer/middle cancelled",
      "outer cancelled",
    ]);
  });

  test("nothing of a dialog that is not there, and the bot gets the SDK's error", async () => {
    const conversation = await define(() => []);
    const played = await conversation.says("nowhere");
    expect(eventsOf(played)).toEqual([]);
    expect(played.error).toMatchObject({ message: expect.stringContaining("'nowhere' wasn't found") });
  });

  test("no end of a dialog whose end fails", async () => {
    class Stubborn extends ComponentDialog {
      override async onEndDialog(): Promise<void> {
        throw new Error("I stay");
      }
    }
    const conversation = await define(() => [
      new Stubborn("stubborn").addDialog(new WaterfallDialog("steps", [async (step) => step.endDialog()])) as Dialog,
    ]);
    const played = await conversation.says("stubborn");
    expect(eventsOf(played)).toEqual(["stubborn begun", "stubborn/steps begun", "stubborn/steps step", "stubborn/steps ended"]);
    expect(played.error?.message).toBe("I stay");
  });

  test("what went beyond the limit as a number", async () => {
    const loop = new WaterfallDialog("loop", [
      async (step) => {
        const { n = 0 } = step.options as { n?: number };
        return n < maxDialogEvents ? step.replaceDialog("loop", { n: n + 1 }) : step.endDialog();
      },
    ]);
    const { observed, error } = await (await define(() => [loop])).says("loop");
    expect(error).toBeNull();
    expect(observed.dialogs).toHaveLength(maxDialogEvents);
    expect(observed.problems).toEqual([`${3 * maxDialogEvents + 3 - maxDialogEvents} more dialog events were not recorded.`]);
  });
});

test("outside turns dialogs work as the SDK made them, with the same names, results and errors", async () => {
  observeDialogs(null);
  observeDialogs(null);
  expect([DialogContext.prototype.beginDialog.name, DialogContext.prototype.beginDialog.length]).toEqual(["beginDialog", 2]);
  expect(Object.keys(DialogContext.prototype)).toEqual([]);
  const state = new ConversationState(new MemoryStorage());
  const set = new DialogSet(state.createProperty("dialogs")).add(
    new WaterfallDialog("sum", [async (step) => step.endDialog(step.options)]),
  );
  const results: unknown[] = [];
  const adapter = new TestAdapter(async (context) => {
    const dialogContext = await set.createContext(context);
    results.push(await dialogContext.beginDialog("sum", { a: 1 }), await dialogContext.continueDialog());
    await expect(dialogContext.beginDialog("none")).rejects.toThrow("'none' wasn't found");
  }).use(new AutoSaveStateMiddleware(state));
  await adapter.send("go");
  expect(results).toEqual([{ status: "complete", result: { a: 1 } }, { status: "empty" }]);
});

test("a bot's own copy of the SDK's dialogs is seen too", async () => {
  const folder = ownPackages();
  writeFileSync(path.join(folder, "bot.cjs"), ownBot);
  const registry = await createBotRegistry({ modulePath: path.join(folder, "bot.cjs"), directStorageFor: () => new TestStorage() });
  const storage = new TestStorage();
  const copy = createRequire(path.join(folder, "bot.cjs"))("botbuilder-dialogs") as { DialogContext: unknown };
  expect(copy.DialogContext).not.toBe(DialogContext);
  const { error, observed } = await registry.require("own").runTurn({
    number: 1,
    activity: {
      type: "message",
      id: "a",
      timestamp: "2026-11-21T09:40:00.000Z",
      channelId: "emulator",
      from: { id: "u" },
      recipient: { id: "own" },
      conversation: { id: "c" },
      text: "hi",
    } as never,
    storage,
    signal: new AbortController().signal,
    sendActivities: async (activities) => activities.map(() => "r"),
    updateActivity: async () => {},
    deleteActivity: async () => {},
  });
  expect(error).toBeNull();
  expect(observed.dialogs.map(({ kind, dialogId }) => [dialogId, kind])).toEqual([
    ["own", "begun"],
    ["own", "step"],
    ["own", "ended"],
  ]);
});

test("a copy that lacks a method is seen in part, and says so at every turn", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "old-dialogs-"));
  onTestFinished(() => forgetLoaded(folder));
  const old = path.join(folder, "node_modules/botbuilder-dialogs");
  mkdirSync(old, { recursive: true });
  writeFileSync(
    path.join(old, "index.js"),
    "exports.DialogContext = class { beginDialog() {} }; exports.WaterfallDialog = class { runStep() {} };",
  );
  writeFileSync(path.join(folder, "bot.cjs"), `require("botbuilder-dialogs");`);
  expect(observeDialogs(path.join(folder, "bot.cjs"))).toEqual([
    expect.stringMatching(/in part only: .*index\.js has no continueDialog, endActiveDialog/),
  ]);
});

/** Every copy that is loaded is looked at, by other tests too. */
function forgetLoaded(folder: string): void {
  const { cache } = createRequire(import.meta.url);
  for (const file of Object.keys(cache)) if (file.includes(path.basename(folder))) delete cache[file];
  rmSync(folder, { recursive: true });
}

/** Loads its dialogs in its first turn only. */
const ownBot = `
exports.bots = [{
  id: "own", name: "Own", description: "Brings its own SDK.",
  createBot({ storage }) {
    return { async run(context) {
      const { ConversationState } = require("botbuilder-core");
      const { DialogSet, WaterfallDialog } = require("botbuilder-dialogs");
      const state = new ConversationState(storage);
      const set = new DialogSet(state.createProperty("dialogs")).add(new WaterfallDialog("own", [(step) => step.endDialog()]));
      await (await set.createContext(context)).beginDialog("own");
    } };
  },
}];`;

/** A folder whose botbuilder-dialogs is a copy; what that needs is the product's. */
function ownPackages(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "own-sdk-"));
  onTestFinished(() => forgetLoaded(folder));
  const ours = path.dirname(createRequire(import.meta.url).resolve("botbuilder-dialogs/package.json"));
  const modules = path.join(folder, "node_modules");
  mkdirSync(path.join(modules, "@microsoft"), { recursive: true });
  cpSync(ours, path.join(modules, "botbuilder-dialogs"), { recursive: true });
  const { dependencies } = createRequire(import.meta.url)("botbuilder-dialogs/package.json") as { dependencies: Record<string, string> };
  for (const name of Object.keys(dependencies).filter((name) => name !== "zod")) {
    symlinkSync(path.join(path.dirname(ours), name), path.join(modules, name));
  }
  return folder;
}
