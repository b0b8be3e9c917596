import * as z from "zod";
import { type BotSummary, botHostKinds } from "@/lib/model";
import { AgentsHost } from "./agents-host";
import type { BotHost } from "./bot-host";
import { type Bot, botDefinition, type CheckedBotDefinition } from "./bot-module";
import { KnownDialogs, noteDialogsOf } from "./known-dialogs";
import type { FoundDefinition } from "./load-bot-module";
import type { BotSurroundings, LoadedBot } from "./loaded-bot";
import { observeDialogs } from "./observe-dialogs";
import { toTurnError } from "./to-turn-error";
import { delegatingStorage } from "./turn-scope";
import { V4Host } from "./v4-host";

/** A listed bot; `bot` is null when it failed. A failed bot has an id that no other has, so that ids stay unique. */
export type BotEntry = { summary: BotSummary; bot: LoadedBot | null };

/** A bot that never finishes starting must not keep the others waiting. */
const createTimeoutMs = 15_000;

/** Checks a definition and creates its bot, or says why that failed. Never rejects. */
export async function openBot(found: FoundDefinition, taken: ReadonlySet<string>, surroundings: BotSurroundings): Promise<BotEntry> {
  try {
    if ("loadError" in found) throw found.loadError;
    const definition = parseDefinition(found.definition);
    if (taken.has(definition.id)) throw new Error(`Another bot has the id ${definition.id} already; ids must differ.`);
    const dialogs = new KnownDialogs();
    // Before the bot is created, so that the dialogs it adds are seen; and after, when it may have loaded a copy of its own.
    observeDialogs(found.module?.path ?? null);
    const host = await noteDialogsOf(dialogs, () => createHost(definition, surroundings));
    const { id, name, description, keyStyle } = definition;
    const summary: BotSummary = { id, name, description, host: definition.host, status: "ready" };
    const version = definition.version ?? found.module?.hash ?? null;
    const runTurn = watchedTurns(host, observeDialogs(found.module?.path ?? null));
    return {
      summary,
      bot: { summary, keyStyle, version, remote: null, dialogs, runTurn: (turn) => noteDialogsOf(dialogs, () => runTurn(turn)) },
    };
  } catch (error) {
    return { summary: toFailedSummary(found, taken, error), bot: null };
  }
}

/** What can be seen of no turn of the bot is told at each. */
function watchedTurns(host: BotHost, problems: readonly string[]): BotHost["runTurn"] {
  if (problems.length === 0) return (turn) => host.runTurn(turn);
  return async (turn) => {
    const { error, observed } = await host.runTurn(turn);
    return { error, observed: { ...observed, problems: [...problems, ...observed.problems] } };
  };
}

function parseDefinition(definition: unknown): CheckedBotDefinition {
  const facts = toFacts(definition);
  const checked = botDefinition.safeParse(facts ? { ...facts, host: facts.host ?? "botframework-v4" } : definition);
  if (checked.success) return checked.data;
  const reasons = checked.error.issues.map((issue) => (issue.path.length === 0 ? "" : `${z.core.toDotPath(issue.path)}: `) + issue.message);
  throw new TypeError(`This is not the definition of a bot. ${reasons.join("; ")}.`);
}

async function createHost(
  definition: CheckedBotDefinition,
  { directStorageFor, senderFor, userTokensFor }: BotSurroundings,
): Promise<BotHost> {
  const storage = delegatingStorage((late) => directStorageFor(definition.id, late));
  const sender = senderFor && ((conversationId: string) => senderFor({ id: definition.id, name: definition.name }, conversationId));
  const tokens = userTokensFor?.(definition.id);
  if (definition.host === "agents-sdk")
    return new AgentsHost(checkBot(await withinTime(definition.createBot({ storage }))), sender, tokens);
  return new V4Host(checkBot(await withinTime(definition.createBot({ storage }))), sender, tokens);
}

function checkBot<Context>(bot: Bot<Context>): Bot<Context> {
  if (typeof bot?.run !== "function") throw new TypeError("createBot must answer an object with a function run(context).");
  if (bot.onTurnError !== undefined && typeof bot.onTurnError !== "function") throw new TypeError("onTurnError must be a function.");
  return bot;
}

async function withinTime<T>(created: T | Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`createBot did not finish within ${createTimeoutMs / 1000} seconds.`)), createTimeoutMs);
  });
  try {
    return await Promise.race([created, late]);
  } finally {
    clearTimeout(timer);
  }
}

function toFailedSummary(found: FoundDefinition, taken: ReadonlySet<string>, error: unknown): BotSummary {
  const facts = "definition" in found ? toFacts(found.definition) : null;
  const wantedId = textOr(facts?.id, found.fallbackId);
  const host = botHostKinds.find((kind) => kind === facts?.host) ?? "botframework-v4";
  return {
    id: toFreeId(wantedId, taken),
    name: textOr(facts?.name, wantedId),
    description: textOr(facts?.description, "This bot did not load."),
    host,
    status: "failed",
    error: toTurnError(error).message,
  };
}

function toFreeId(id: string, taken: ReadonlySet<string>): string {
  let free = id;
  for (let count = 2; taken.has(free); count++) free = `${id}-${count}`;
  return free;
}

function toFacts(definition: unknown): Record<string, unknown> | null {
  return typeof definition === "object" && definition !== null ? { ...definition } : null;
}

function textOr(value: unknown, fallback: string): string {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : fallback;
}
