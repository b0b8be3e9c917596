import { realpathSync } from "node:fs";
import { createRequire } from "node:module";
import type { DialogContext, WaterfallDialog } from "botbuilder-dialogs";
import { processSingleton } from "@/lib/env";
import type { DialogEvent } from "@/lib/model";
import { noteKnownDialog } from "./known-dialogs";
import type { TurnObserver } from "./turn-observer";
import { currentScope, type TurnScope, turnScopeKey } from "./turn-scope";

/** Looks at a call before it is made; what it answers, if anything, looks at the result before the caller does. */
type Watch<Self> = (self: Self, args: readonly unknown[]) => ((result: unknown) => void) | undefined;

const packageName = "botbuilder-dialogs";
/** Every copy that is loaded, also of the Agents SDK's port, which has the same classes. */
const entryFile = /[\\/](?:botbuilder-dialogs|agents-hosting-dialogs)[\\/](?:.*[\\/])?index\.c?js$/;

/** Prototypes that are watched already, with what could not be. */
const watched = processSingleton("watched-dialogs", () => new WeakMap<object, string[]>());

/** Inner stacks whose component is being cancelled, which the SDK does without telling them what they are in. */
const componentsAround = new WeakMap<object, string[]>();

/**
 * From now on dialogs tell the turn they run in what they do, in every copy of the SDK's dialogs that is loaded, among them the bot
 * module's own. Answers what cannot be seen. The SDK works as before: each call is passed on as it came.
 */
export function observeDialogs(modulePath: string | null): string[] {
  const require = createRequire(modulePath === null ? `${process.cwd()}/` : realpathSync(modulePath));
  if (modulePath !== null) loadOwnCopy(require);
  const problems = Object.entries(require.cache).flatMap(([file, loaded]) =>
    entryFile.test(file) ? watchCopy(file, loaded?.exports) : [],
  );
  return [...new Set(problems)];
}

/** A bot may load its dialogs as late as in its first turn. */
function loadOwnCopy(require: NodeJS.Require): void {
  let file: string;
  try {
    file = require.resolve(packageName);
  } catch {
    // The bot has no dialogs.
    return;
  }
  require(file);
}

function watchCopy(file: string, copy: unknown): string[] {
  const context = prototypeOf(copy, "DialogContext");
  const waterfall = prototypeOf(copy, "WaterfallDialog");
  const set = prototypeOf(copy, "DialogSet");
  if (!context || !waterfall) return [];
  const known = watched.get(context);
  if (known) return known;
  const missing = [
    watch<DialogContext>(context, "beginDialog", watchBegin),
    watch<DialogContext>(context, "continueDialog", watchContinue),
    watch<DialogContext>(context, "endActiveDialog", watchEnd),
    watch<WaterfallDialog>(waterfall, "runStep", watchStep),
    ...(set ? [watch<object>(set, "add", watchAdd)] : []),
  ].flatMap((name) => name ?? []);
  const problems = missing.length === 0 ? [] : [`Dialogs are seen in part only: ${file} has no ${missing.join(", ")}.`];
  watched.set(context, problems);
  return problems;
}

function prototypeOf(copy: unknown, name: string): object | null {
  const found: unknown = typeof copy === "object" && copy !== null ? Reflect.get(copy, name) : undefined;
  const prototype: unknown = typeof found === "function" ? found.prototype : undefined;
  return typeof prototype === "object" ? prototype : null;
}

/** Answers the name when there is no such method. */
function watch<Self extends object>(prototype: object, name: string, look: Watch<Self>): string | null {
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
  const method: unknown = descriptor?.value;
  if (typeof method !== "function") return name;
  const watchedMethod = function (this: Self, ...args: unknown[]): unknown {
    const lookAtResult = guard(() => look(this, args));
    const result: unknown = Reflect.apply(method, this, args);
    if (lookAtResult) guard(() => lookAtResult(result));
    return result;
  };
  Object.defineProperties(watchedMethod, { name: { value: name }, length: { value: method.length } });
  Object.defineProperty(prototype, name, { ...descriptor, value: watchedMethod });
  return null;
}

function guard<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    currentScope()?.observer?.noteProblem(`A dialog could not be observed: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

/** A dialog that is not found is not begun: the call leaves the stack as it was. */
function watchBegin(context: DialogContext, [dialogId]: readonly unknown[]): ReturnType<Watch<DialogContext>> {
  const observer = observerOf(context);
  const depth = context.stack.length;
  const event = observer?.noteDialog({ kind: "begun", dialogId: String(dialogId), within: within(context) });
  if (!observer || !event) return undefined;
  return () => {
    if (context.stack.length === depth) observer.forgetDialog(event);
  };
}

function watchContinue(context: DialogContext): undefined {
  const dialogId = context.activeDialog?.id;
  if (dialogId !== undefined) observerOf(context)?.noteDialog({ kind: "continued", dialogId, within: within(context) });
}

/** Looked at afterwards, since a set changes the id of a dialog that has another's. */
function watchAdd(_: object, [dialog]: readonly unknown[]): ReturnType<Watch<object>> {
  return () => noteKnownDialog(dialog);
}

/** The one way in which dialogs leave the stack; the reason says why. A dialog whose own end fails stays. */
function watchEnd(context: DialogContext, [reason]: readonly unknown[]): ReturnType<Watch<DialogContext>> {
  const { activeDialog } = context;
  const observer = observerOf(context);
  if (!activeDialog || !observer) return undefined;
  const around = within(context);
  const innerStack: unknown = activeDialog.state?.dialogs?.dialogStack;
  if (Array.isArray(innerStack)) componentsAround.set(innerStack, [...around, activeDialog.id]);
  const note = (): void => void observer.noteDialog({ kind: toEndKind(reason), dialogId: activeDialog.id, within: around });
  // The SDK awaits this promise itself, so its failure is not hidden by being looked at.
  return (result) => void (result instanceof Promise && result.then(note, () => undefined));
}

function watchStep(waterfall: WaterfallDialog, [context, index]: readonly unknown[]): undefined {
  const steps: unknown = Reflect.get(waterfall, "steps");
  if (typeof index !== "number" || !Array.isArray(steps) || index >= steps.length) return;
  const step = { index, name: stepName(steps, index) };
  const dialogContext = context as DialogContext;
  observerOf(dialogContext)?.noteDialog({ kind: "step", dialogId: waterfall.id, within: within(dialogContext), step });
}

/** As the SDK names steps in its telemetry. */
function stepName(steps: readonly unknown[], index: number): string {
  const step = steps[index];
  return (typeof step === "function" && step.name) || `Step${index + 1}of${steps.length}`;
}

function toEndKind(reason: unknown): DialogEvent["kind"] {
  if (reason === "cancelCalled") return "cancelled";
  return reason === "replaceCalled" ? "replaced" : "ended";
}

function within(context: DialogContext): string[] {
  const ids = componentsAround.get(context.stack);
  if (ids) return ids;
  const around: string[] = [];
  for (let outer = context.parent; outer; outer = outer.parent) {
    if (outer.activeDialog) around.unshift(outer.activeDialog.id);
  }
  return around;
}

/** By the work in hand, or by the turn context where that has been lost (a pooled callback). */
function observerOf({ context }: DialogContext): TurnObserver | null {
  return (currentScope() ?? context.turnState.get<TurnScope>(turnScopeKey))?.observer ?? null;
}
