import type { Browser, Page } from "@playwright/test";
import { ApiClient } from "./api-client";
import { stateManagementId } from "./first-contact";
import type { BenchRow, PartResult } from "./report";
import { summarize } from "./stats";

type Sample = { replyMs: number; stateMs: number; isSameFrame: boolean; roundTripMs: number };

const person = { id: "bench-ann", name: "Ann" };
const lastReply = "Message received from: emulator";
/** As the row of the new value reads; a value that was taken away stays on the screen too, marked as removed. */
const newValue = '"emulator"+ added';

/** Enter to reply painted and to state painted, in conversations that already have so many turns. */
export async function measurePaint(
  browser: Browser,
  origin: string,
  { lengths, samples }: { lengths: readonly number[]; samples: number },
): Promise<PartResult> {
  const client = new ApiClient(origin);
  const rows: BenchRow[] = [];
  const notes: string[] = [];
  for (const turns of lengths) {
    const found = await measureConversation(browser, origin, client, turns, samples);
    const where = turns === 0 ? "in a fresh chat" : `after ${turns.toLocaleString("en-US")} turns`;
    rows.push(...toRows(where, turns, found));
    notes.push(
      `State was painted ${where} in the frame of the reply or before it in ${found.filter((one) => one.isSameFrame || one.stateMs <= one.replyMs).length} of ${samples} turns.`,
    );
  }
  client.close();
  return { rows, notes };
}

function toRows(where: string, turns: number, samples: readonly Sample[]): BenchRow[] {
  const floor = { name: "the turn over HTTP, no page", ...summarize(samples.map(({ roundTripMs }) => roundTripMs)) };
  const aim = { kind: "below", value: turns === 0 ? 60 : 70 } as const;
  const row = (name: string, values: number[]): BenchRow => ({ part: "paint", name, unit: "ms", measured: summarize(values), floor, aim });
  return [
    row(`Enter to third reply painted ${where}`, samples.map(({ replyMs }) => replyMs)), // biome-ignore format: one row a line
    row(`Enter to state painted ${where}`, samples.map(({ stateMs }) => stateMs)), // biome-ignore format: one row a line
  ];
}

async function measureConversation(browser: Browser, origin: string, client: ApiClient, turns: number, samples: number): Promise<Sample[]> {
  const conversationId = await client.startConversation(stateManagementId, { user: person });
  for (const text of ["hi", "Ann"]) await client.post(conversationId, { text });
  for (let turn = 3; turn < turns; turn++) await client.post(conversationId, { text: `turn ${turn}` });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  // tsx names inner functions through a helper of its own, which the page lacks.
  await page.addInitScript("globalThis.__name = (value) => value");
  await page.goto(`${origin}/c/${conversationId}`);
  await page.waitForFunction(() => document.querySelector("[aria-label='Message input box']") !== null);
  const found: Sample[] = [];
  for (let sample = -2; sample < samples; sample++) {
    const one = await measureOne(page, client, conversationId, `sample ${turns} ${sample}`);
    if (sample >= 0) found.push(one);
  }
  await page.close();
  return found;
}

/** The value that the turn will write is taken away first: the sample saves only what has changed. */
async function measureOne(page: Page, client: ApiClient, conversationId: string, text: string): Promise<Sample> {
  const path = `/api/conversations/${conversationId}`;
  const forget = () =>
    client.ask("PUT", `${path}/state`, {
      kind: "edit",
      scopes: { conversation: { data: { conversationData: { promptedForUserName: false } }, eTag: "*" } },
    });
  await forget();
  const { durationMs: roundTripMs } = await client.post(conversationId, { text: `before ${text}` });
  await forget();
  const region = "[aria-label='Conversation state']";
  await page.waitForFunction(
    ([selector, value]) => !document.querySelector(selector ?? "")?.textContent?.includes(value ?? ""),
    [region, newValue],
  );
  const box = page.getByRole("textbox", { name: "Message input box" });
  await box.fill(text);
  const painted = page.evaluate(watchPaint, { said: `sent: ${text}`, lastReply, newValue, region });
  await box.press("Enter");
  return { ...(await painted), roundTripMs };
}

type Watched = { said: string; lastReply: string; newValue: string; region: string };

/** Runs in the page. A frame counts as painted when the task after its animation callbacks begins. */
function watchPaint({ said, lastReply, newValue, region }: Watched): Promise<Omit<Sample, "roundTripMs">> {
  return new Promise((resolve) => {
    let startedMs = 0;
    addEventListener("keydown", () => (startedMs = performance.now()), { capture: true, once: true });
    const seen: Record<"reply" | "state", { ms: number; frame: number } | null> = { reply: null, state: null };
    const noted = new Set<string>();
    const note = (what: "reply" | "state"): void => {
      noted.add(what);
      requestAnimationFrame((frame) => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => {
          seen[what] = { ms: performance.now() - startedMs, frame };
          const { reply, state } = seen;
          if (!reply || !state) return;
          watcher.disconnect();
          resolve({ replyMs: reply.ms, stateMs: state.ms, isSameFrame: reply.frame === state.frame });
        };
        channel.port2.postMessage(null);
      });
    };
    const look = (): void => {
      const feed = document.querySelector("[aria-label='Chat'] [role=feed]")?.textContent ?? "";
      const at = feed.lastIndexOf(said);
      if (!noted.has("reply") && at !== -1 && feed.includes(lastReply, at)) note("reply");
      if (!noted.has("state") && document.querySelector(region)?.textContent?.includes(newValue)) note("state");
    };
    const watcher = new MutationObserver(look);
    watcher.observe(document.body, { childList: true, subtree: true, characterData: true });
  });
}
