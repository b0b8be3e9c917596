import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DialogFrame, findDialogProperty, joinItem, readDialogStack, splitItem } from "./dialog-stack";
import { type JsonObject, type JsonValue, setOwn } from "./json";
import { getAtPath, parsePointer } from "./pointer";

/** As botbuilder-dialogs 4.23.3 stored it: a root waterfall, a component, and in it a waterfall asking with a choice prompt. */
const fromJavaScript: JsonObject = {
  dialogStack: [
    { id: "root", state: { options: {}, values: { instanceId: "1b346aff" }, stepIndex: 0 } },
    {
      id: "trip",
      state: {
        dialogs: {
          dialogStack: [
            { id: "steps", state: { options: { x: 1 }, values: { instanceId: "b880ac3a", city: "Rome" }, stepIndex: 1 } },
            {
              id: "choice",
              state: { options: { prompt: "Where?", retryPrompt: "Again", choices: ["a", "b"] }, state: { attemptCount: 1 } },
            },
          ],
        },
      },
      version: "228266523",
    },
  ],
};

const listType = "System.Collections.Generic.List`1[[Microsoft.Bot.Builder.Dialogs.DialogInstance, Microsoft.Bot.Builder.Dialogs]]";
const mapType = "System.Collections.Generic.Dictionary`2[[System.String],[System.Object]]";

/** As C# MemoryStorage stores it: type markers everywhere, wrapped lists, Pascal case, the active dialog first. */
const fromCSharp: JsonObject = {
  $type: "Microsoft.Bot.Builder.Dialogs.DialogState, Microsoft.Bot.Builder.Dialogs",
  DialogStack: {
    $type: listType,
    $values: [
      {
        $type: "Microsoft.Bot.Builder.Dialogs.DialogInstance, Microsoft.Bot.Builder.Dialogs",
        Id: "choice",
        State: {
          $type: mapType,
          options: {
            $type: "Microsoft.Bot.Builder.Dialogs.PromptOptions, Microsoft.Bot.Builder.Dialogs",
            Prompt: { $type: "Microsoft.Bot.Schema.Activity, Microsoft.Bot.Schema", type: "message", text: "Where?" },
            RetryPrompt: null,
            Choices: {
              $type: "List",
              $values: [
                { $type: "Choice", value: "Rome" },
                { $type: "Choice", value: "Oslo" },
              ],
            },
          },
          state: { $type: mapType, AttemptCount: 2 },
        },
        StackIndex: null,
        Version: null,
      },
      {
        $type: "Microsoft.Bot.Builder.Dialogs.DialogInstance, Microsoft.Bot.Builder.Dialogs",
        Id: "steps",
        State: { $type: mapType, options: null, values: { $type: mapType, city: "Rome" }, instanceId: "f80db88d", stepIndex: 2 },
        StackIndex: 0,
        Version: "7",
      },
    ],
  },
};

/** As jsonpickle writes Python's dialog state: a private list, the active dialog first. */
const fromPython: JsonObject = {
  "py/object": "botbuilder.dialogs.dialog_state.DialogState",
  _dialog_stack: [
    {
      "py/object": "botbuilder.dialogs.dialog_instance.DialogInstance",
      id: "TextPrompt",
      state: {
        options: {
          "py/object": "botbuilder.dialogs.prompts.prompt_options.PromptOptions",
          prompt: { "py/object": "botbuilder.schema._models_py3.Activity", text: "Your name?" },
          retry_prompt: { "py/object": "botbuilder.schema._models_py3.Activity", text: "Your name, please?" },
          choices: null,
          number_of_attempts: 1,
        },
        state: {},
      },
    },
    {
      "py/object": "botbuilder.dialogs.dialog_instance.DialogInstance",
      id: "WaterfallDialog",
      state: { options: null, values: { age: 32 }, instanceId: "0a1b", stepIndex: 1 },
    },
  ],
};

/** As botbuilder 3.30 posts it inside the private data (protocols 4). */
const fromV3: JsonObject = {
  callstack: [
    { id: "*:/", state: { "BotBuilder.Data.WaterfallStep": 0 } },
    { id: "*:profile", state: { "BotBuilder.Data.WaterfallStep": 1, name: "Ann", options: "kept" } },
    {
      id: "BotBuilder:prompt-text",
      state: {
        options: { prompt: ["How old?", "Your age?"], promptAfterAction: true, libraryNamespace: "*" },
        turns: 2,
        lastTurn: 1700000000000,
        isReprompt: false,
      },
    },
  ],
  lastAccess: 1700000000000,
  version: 0,
};

const sdkShapes: [string, JsonObject][] = [
  ["JavaScript", fromJavaScript],
  ["C#", fromCSharp],
  ["Python", fromPython],
  ["v3", fromV3],
];

function flatten(frames: DialogFrame[]): DialogFrame[] {
  return frames.flatMap((frame) => [frame, ...flatten(frame.nested)]);
}

describe("reading a dialog stack", () => {
  test("a JavaScript stack ends with the active dialog, and a component holds its own stack", () => {
    const [root, trip, ...more] = readDialogStack(fromJavaScript);
    expect(more).toEqual([]);
    expect(root).toEqual({ id: "root", path: "/dialogStack/0", kind: "waterfall", step: 0, values: {}, options: {}, nested: [] });
    expect(trip).toMatchObject({ id: "trip", kind: "component", step: null, values: {}, version: "228266523" });
    expect(trip?.nested).toEqual([
      {
        id: "steps",
        path: "/dialogStack/1/state/dialogs/dialogStack/0",
        kind: "waterfall",
        step: 1,
        values: { city: "Rome" },
        options: { x: 1 },
        nested: [],
      },
      {
        id: "choice",
        path: "/dialogStack/1/state/dialogs/dialogStack/1",
        kind: "prompt",
        step: null,
        values: {},
        options: { prompt: "Where?", retryPrompt: "Again", choices: ["a", "b"] },
        prompt: { text: "Where?", retryText: "Again", choices: ["a", "b"], attempts: 1 },
        nested: [],
      },
    ]);
  });

  test("a C# stack begins with the active dialog and is turned round", () => {
    const [steps, choice] = readDialogStack(fromCSharp);
    expect(steps).toMatchObject({ id: "steps", kind: "waterfall", step: 2, values: { city: "Rome" }, version: "7" });
    expect(steps?.path).toBe("/DialogStack/$values/1");
    expect(choice).toMatchObject({ id: "choice", kind: "prompt", path: "/DialogStack/$values/0" });
    expect(choice?.prompt).toEqual({ text: "Where?", retryText: null, choices: ["Rome", "Oslo"], attempts: 2 });
  });

  test("a C# stack without type markers is known by its stack indexes", () => {
    const dialogStack = [
      { id: "active", state: {}, stackIndex: 1 },
      { id: "root", state: {}, stackIndex: 0 },
    ];
    expect(readDialogStack({ dialogStack }).map((frame) => frame.id)).toEqual(["root", "active"]);
  });

  test("a Python stack begins with the active dialog and is turned round", () => {
    const [waterfall, prompt] = readDialogStack(fromPython);
    expect(waterfall).toMatchObject({ id: "WaterfallDialog", kind: "waterfall", step: 1, values: { age: 32 }, path: "/_dialog_stack/1" });
    expect(prompt?.prompt).toEqual({ text: "Your name?", retryText: "Your name, please?", choices: [], attempts: 1 });
  });

  test("a v3 call stack is read bottom first, with the bot's own values beside the SDK's", () => {
    const [root, profile, prompt] = readDialogStack(fromV3);
    expect(root).toMatchObject({ id: "*:/", kind: "waterfall", step: 0, values: {} });
    expect(profile).toMatchObject({ id: "*:profile", kind: "waterfall", step: 1, values: { name: "Ann", options: "kept" } });
    expect(prompt).toMatchObject({ kind: "prompt", path: "/callstack/2", values: {} });
    expect(prompt?.prompt).toEqual({ text: "How old?", retryText: null, choices: [], attempts: 2 });
  });

  test("an OAuth prompt is a prompt although it asks nothing in words", () => {
    const [frame] = readDialogStack({ dialogStack: [{ id: "sign-in", state: { state: {}, options: {}, expires: 1 } }] });
    expect(frame).toMatchObject({ kind: "prompt", prompt: { text: null, retryText: null, choices: [], attempts: null } });
  });

  test("a card prompt has no text, and choices are named by value or by their button", () => {
    const options: JsonObject = { prompt: { attachments: [] }, choices: [{ value: "a" }, { action: { title: "B" } }, 3, null] };
    const [frame] = readDialogStack({ dialogStack: [{ id: "p", state: { options, state: {} } }] });
    expect(frame?.prompt).toEqual({ text: null, retryText: null, choices: ["a", "B"], attempts: null });
  });

  test("a dialog of the bot's own making shows what it keeps", () => {
    const [frame] = readDialogStack({ dialogStack: [{ id: "own", state: { score: 3, options: { level: 1 } } }] });
    expect(frame).toMatchObject({ kind: "other", values: { score: 3 }, options: { level: 1 }, step: null });
  });

  test("a finished stack is empty", () => {
    expect(readDialogStack({ dialogStack: [] })).toEqual([]);
  });

  test.each(sdkShapes)("every frame of a %s stack is found at its path", (_, dialog) => {
    for (const frame of flatten(readDialogStack(dialog))) {
      const instance = getAtPath(dialog, parsePointer(frame.path)) as JsonObject;
      expect(instance.id ?? instance.Id).toBe(frame.id);
    }
  });

  test("unknown shapes give frames of kind other", () => {
    const frames = readDialogStack({ dialogStack: [null, 7, [], {}, { id: 5, state: "x" }] });
    expect(frames.map(({ id, kind, path }) => ({ id, kind, path }))).toEqual(
      [0, 1, 2, 3, 4].map((index) => ({ id: "", kind: "other", path: `/dialogStack/${index}` })),
    );
  });

  test("nothing makes the reading throw", () => {
    const name = fc.constantFrom("dialogStack", "DialogStack", "_dialog_stack", "callstack", "$values", "$type", "id", "state", "options");
    const more = fc.constantFrom("values", "stepIndex", "dialogs", "prompt", "choices", "__proto__", "constructor", "turns", "version");
    const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
      value: fc.oneof(
        { depthSize: "large" },
        fc.constantFrom<JsonValue>(null, 1, "a", true, ""),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.array(fc.tuple(fc.oneof(name, more), tie("value")), { maxLength: 5 }).map((pairs) => {
          const object: JsonObject = {};
          for (const [key, item] of pairs) setOwn(object, key, item);
          return object;
        }),
      ),
    }));
    fc.assert(
      fc.property(value, (dialog) => {
        expect(readDialogStack({ dialogStack: [dialog, { id: "x", state: dialog }] })).toHaveLength(2);
        readDialogStack(dialog);
      }),
    );
  });

  test("components may be nested deeply", () => {
    let dialogs: JsonValue = { dialogStack: [] };
    for (let depth = 0; depth < 500; depth += 1) dialogs = { dialogStack: [{ id: "c", state: { dialogs } }] };
    expect(flatten(readDialogStack(dialogs))).toHaveLength(500);
  });
});

describe("finding the dialog stack of an item", () => {
  test("it is the property with a stack, whatever the bot called it", () => {
    expect(findDialogProperty({ votes: {}, talk: fromJavaScript, eTag: "1" })).toBe("talk");
    expect(findDialogProperty({ $type: mapType, DialogState: fromCSharp })).toBe("DialogState");
    expect(findDialogProperty({ DialogState: fromPython })).toBe("DialogState");
    expect(findDialogProperty(JSON.parse('{"__proto__":{"dialogStack":[]}}'))).toBe("__proto__");
  });

  test("of several stacks one in progress is meant, else the first", () => {
    expect(findDialogProperty({ a: { dialogStack: [] }, b: fromJavaScript, c: fromPython })).toBe("b");
    expect(findDialogProperty({ a: { dialogStack: [] }, b: { dialogStack: [] } })).toBe("a");
  });

  test("v3 keeps it under one name only", () => {
    expect(findDialogProperty({ name: "Ann", "BotBuilder.Data.SessionState": fromV3 })).toBe("BotBuilder.Data.SessionState");
    expect(findDialogProperty({ calls: { callstack: [] } })).toBeNull();
  });

  test("an item without one has none", () => {
    expect(findDialogProperty({})).toBeNull();
    expect(findDialogProperty({ dialogStack: [], profile: { dialogStack: "x" }, list: [{ dialogStack: [] }] })).toBeNull();
  });
});

describe("splitting an item into its views", () => {
  test("the rest and the dialog do not overlap and join to the item again", () => {
    const item = { $type: "x", dialogs: fromJavaScript, votes: { ann: "Rome" } };
    const { rest, dialogProperty, dialog } = splitItem(item);
    expect({ rest, dialogProperty, dialog }).toEqual({
      rest: { $type: "x", votes: { ann: "Rome" } },
      dialogProperty: "dialogs",
      dialog: fromJavaScript,
    });
    expect(joinItem(rest, dialogProperty, dialog)).toEqual(item);
    expect(Object.keys(joinItem(rest, dialogProperty, dialog))).toEqual(["$type", "votes", "dialogs"]);
  });

  test("an item without a stack is all rest", () => {
    expect(splitItem({ a: 1 })).toEqual({ rest: { a: 1 }, dialogProperty: null, dialog: null });
    expect(joinItem({ a: 1 }, null, null)).toEqual({ a: 1 });
    expect(joinItem({ a: 1 }, "talk", null)).toEqual({ a: 1 });
  });

  test("a dialog takes the place of a property of its name in the rest", () => {
    expect(joinItem({ talk: 1, a: 2 }, "talk", { dialogStack: [] })).toEqual({ a: 2, talk: { dialogStack: [] } });
  });

  test("any item survives splitting and joining, and is not changed by it", () => {
    const name = fc.oneof(fc.constantFrom("__proto__", "talk", "dialogState", "BotBuilder.Data.SessionState"), fc.string({ maxLength: 3 }));
    const value = fc.constantFrom<JsonValue>(
      1,
      null,
      {},
      { dialogStack: [] },
      { dialogStack: [{ id: "a" }] },
      { callstack: [] },
      { dialogStack: 1 },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 6 }), (pairs) => {
        const item: JsonObject = {};
        for (const [key, content] of pairs) setOwn(item, key, content);
        const text = JSON.stringify(item);
        const { rest, dialogProperty, dialog } = splitItem(item);
        const joined = joinItem(rest, dialogProperty, dialog);
        expect(new Set(Object.entries(joined))).toEqual(new Set(Object.entries(item)));
        expect(Object.keys(joined)).toHaveLength(Object.keys(item).length);
        expect(JSON.stringify(item)).toBe(text);
      }),
    );
  });
});
