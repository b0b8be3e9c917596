import { findStack } from "./dialog-property";
import { filterOwn, getOwn, isJsonObject, type JsonObject, type JsonValue } from "./json";
import { isMaskedValue, maskedText } from "./masking/masking";
import { formatPointer } from "./pointer";
import { asObject, findSdkKey, findSdkList, getSdkValue, hasTypeMarker, isTypeMarker } from "./sdk-shape";

export { findDialogProperty, findStack, joinItem, type SplitItem, splitItem } from "./dialog-property";

export type DialogKind = "component" | "waterfall" | "prompt" | "other";

export type DialogPrompt = { text: string | null; retryText: string | null; choices: string[]; attempts: number | null };

/** One dialog in progress, ready to be drawn. */
export type DialogFrame = {
  id: string;
  /** Pointer to the dialog instance, from the root of the dialog value. */
  path: string;
  kind: DialogKind;
  /** 0-based step of a waterfall; null for every other kind. */
  step: number | null;
  /** What the dialog has collected, without what the SDK keeps beside it. */
  values: JsonObject;
  options?: JsonValue;
  prompt?: DialogPrompt;
  /** The stack inside a component dialog, root first. */
  nested: DialogFrame[];
  version?: string;
};

const v3Prefix = "BotBuilder.Data.";

/** The dialogs in progress from root to active, whichever SDK wrote them. Shapes nobody knows give frames of kind `other`. */
export function readDialogStack(dialog: JsonValue): DialogFrame[] {
  return readStack(dialog, "");
}

function readStack(dialog: JsonValue | undefined, path: string): DialogFrame[] {
  const stack = findStack(dialog);
  if (!stack) return [];
  const listPath = path + formatPointer(stack.path);
  const frames = stack.items.map((instance, index) => readFrame(instance, `${listPath}/${index}`));
  return isActiveFirst(dialog, stack.path, stack.items) ? frames.reverse() : frames;
}

/** JS (and v3) append the active dialog; C# and Python insert it at index 0. The JSON tells them apart by their own marks. */
function isActiveFirst(dialog: JsonValue | undefined, path: string[], instances: JsonValue[]): boolean {
  const isJavaScriptName = path[0] === "dialogStack" || path[0] === "callstack";
  if (!isJavaScriptName || path.length > 1 || hasTypeMarker(dialog)) return true;
  return instances.some((instance) => hasTypeMarker(instance) || findSdkKey(instance, "stackIndex") !== null);
}

function readFrame(instance: JsonValue, path: string): DialogFrame {
  const id = getSdkValue(instance, "id");
  const version = getSdkValue(instance, "version");
  const stateKey = findSdkKey(instance, "state") ?? "state";
  const state = asObject(getSdkValue(instance, stateKey));
  const options = getSdkValue(state, "options");
  const kind = kindOf(state);
  return {
    id: typeof id === "string" ? id : "",
    path,
    kind,
    step: kind === "waterfall" ? stepOf(state) : null,
    values: valuesOf(kind, state),
    ...(options === undefined ? {} : { options }),
    ...(kind === "prompt" ? { prompt: readPrompt(state) } : {}),
    nested: kind === "component" ? readStack(getOwn(state, "dialogs"), path + formatPointer([stateKey, "dialogs"])) : [],
    ...(typeof version === "string" && version !== "" ? { version } : {}),
  };
}

function kindOf(state: JsonObject): DialogKind {
  if (findStack(getOwn(state, "dialogs"))) return "component";
  if (stepOf(state) !== null) return "waterfall";
  const options = getSdkValue(state, "options");
  // An OAuthPrompt may have no options of use, but every v4 prompt keeps a state of its own beside them.
  const isV4Prompt = findSdkKey(state, "options") !== null && isJsonObject(getSdkValue(state, "state"));
  const hasPrompt = getSdkValue(options, "prompt") !== undefined || getSdkValue(options, "retryPrompt") !== undefined;
  return isV4Prompt || hasPrompt ? "prompt" : "other";
}

function stepOf(state: JsonObject): number | null {
  const step = getSdkValue(state, "stepIndex") ?? getOwn(state, `${v3Prefix}WaterfallStep`);
  return typeof step === "number" ? step : null;
}

function valuesOf(kind: DialogKind, state: JsonObject): JsonObject {
  if (kind === "prompt") return {};
  if (kind !== "waterfall") return withoutOwn(state, ["instanceId", "options", "dialogs"]);
  // A v3 waterfall keeps the bot's values directly in its state.
  return findSdkKey(state, "stepIndex") === null
    ? withoutOwn(state, [])
    : withoutOwn(asObject(getSdkValue(state, "values")), ["instanceId"]);
}

function withoutOwn(values: JsonObject, sdkKeys: string[]): JsonObject {
  return filterOwn(values, (key) => !sdkKeys.includes(key) && !isTypeMarker(key) && !key.startsWith(v3Prefix));
}

/** `AttemptCount` counts in v4 (JS only with a validator), `numberOfAttempts` in Python's options, `turns` in v3. */
function readPrompt(state: JsonObject): DialogPrompt {
  const options = getSdkValue(state, "options");
  const attempts =
    getSdkValue(getSdkValue(state, "state"), "attemptCount") ?? getSdkValue(options, "numberOfAttempts") ?? getOwn(state, "turns");
  const choices = findSdkList(options, "choices")?.items ?? [];
  return {
    text: textOf(getSdkValue(options, "prompt")),
    retryText: textOf(getSdkValue(options, "retryPrompt")),
    choices: choices.map(choiceText).filter((text) => text !== null),
    attempts: typeof attempts === "number" ? attempts : null,
  };
}

/** A prompt is a text, an activity, or in v3 a list of texts of which one is sent. */
function textOf(prompt: JsonValue | undefined): string | null {
  if (typeof prompt === "string") return prompt;
  if (Array.isArray(prompt)) return textOf(prompt[0]);
  if (isMaskedValue(prompt)) return maskedText;
  const text = getSdkValue(prompt, "text");
  if (isMaskedValue(text)) return maskedText;
  return typeof text === "string" ? text : null;
}

function choiceText(choice: JsonValue): string | null {
  if (typeof choice === "string") return choice;
  const text = getSdkValue(choice, "value") ?? getSdkValue(getSdkValue(choice, "action"), "title");
  return typeof text === "string" ? text : null;
}
