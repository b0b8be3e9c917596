import type { Browser, Page } from "@playwright/test";
import { ApiClient } from "./api-client";
import { stateManagementId } from "./first-contact";
import type { BenchRow, PartResult } from "./report";
import { summarize } from "./stats";

const bytesPerKb = 1000;
/** A name of Web Chat's own that its bundle cannot do without. */
const ofWebChat = "DIRECT_LINE/POST_ACTIVITY";

type Opened = { usableMs: number; scriptKb: number; hasWebChat: boolean };

/** Each page opened in a fresh browser profile: when it can be used, and what script it loaded until then. */
export async function measurePages(browser: Browser, origin: string, { rounds }: { rounds: number }): Promise<PartResult> {
  const client = new ApiClient(origin);
  const workbench = `/c/${await client.startConversation(stateManagementId)}`;
  client.close();
  const floors: number[] = [];
  const opened = new Map<string, Opened[]>();
  for (let round = 0; round < rounds; round++) {
    floors.push((await openPage(browser, `${origin}/api/health`, isLoaded)).usableMs);
    for (const path of [workbench, "/conversations", "/bots", "/settings", "/api/docs"]) {
      const page = await openPage(browser, origin + path, path === workbench ? isTalkReady : isHeadingShown);
      opened.set(path, [...(opened.get(path) ?? []), page]);
    }
  }
  const floor = { name: "GET /api/health in the browser", ...summarize(floors) };
  const rows = [...opened].flatMap(([path, pages]) => toRows(path === workbench ? "workbench" : path, pages, floor));
  const withWebChat = [...opened].filter(([, pages]) => pages.some(({ hasWebChat }) => hasWebChat)).map(([path]) => path);
  const isAlone = withWebChat.length === 1 && withWebChat[0] === workbench;
  return {
    rows,
    notes: [isAlone ? "Only the workbench loads Web Chat." : `Web Chat is loaded by ${withWebChat.join(", ") || "no page"}.`],
  };
}

function toRows(name: string, pages: readonly Opened[], floor: BenchRow["floor"]): BenchRow[] {
  const isWorkbench = name === "workbench";
  return [
    {
      part: "start",
      name: `open ${name} to usable`,
      unit: "ms",
      measured: summarize(pages.map(({ usableMs }) => usableMs)),
      floor,
      aim: isWorkbench ? { kind: "below", value: 1500 } : null,
    },
    {
      part: "script",
      name: `script of ${name}, gzipped`,
      unit: "KB",
      measured: summarize([Math.max(...pages.map(({ scriptKb }) => scriptKb))]),
      floor: null,
      aim: { kind: "below", value: isWorkbench ? 900 : 200 },
    },
  ];
}

/** Opens a page in a fresh browser profile and waits until it can be used. */
export async function openPage(browser: Browser, url: string, isUsable: () => boolean): Promise<Opened> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const scripts = watchScripts(page);
  await page.goto(url, { waitUntil: "commit" });
  await page.waitForFunction(isUsable);
  const usableMs = await page.evaluate(() => performance.now());
  await page.waitForLoadState("networkidle");
  const loaded = await Promise.all(scripts);
  await context.close();
  const scriptKb = loaded.reduce((sum, { bytes }) => sum + bytes, 0) / bytesPerKb;
  return { usableMs, scriptKb, hasWebChat: loaded.some(({ text }) => text.includes(ofWebChat)) };
}

function watchScripts(page: Page): Promise<{ bytes: number; text: string }>[] {
  const scripts: Promise<{ bytes: number; text: string }>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() !== "script") return;
    scripts.push(
      Promise.all([response.request().sizes(), response.text()]).then(([{ responseBodySize: bytes }, text]) => ({ bytes, text })),
    );
  });
  return scripts;
}

function isLoaded(): boolean {
  return document.readyState === "complete";
}

function isHeadingShown(): boolean {
  return document.querySelector("main h1") !== null && document.readyState === "complete";
}

/** One can type, and the four scopes are on the screen. */
export function isTalkReady(): boolean {
  const box = document.querySelector("[aria-label='Message input box']");
  return box !== null && ["User", "Dialog"].every((scope) => document.querySelector(`[aria-label='${scope} state']`) !== null);
}
