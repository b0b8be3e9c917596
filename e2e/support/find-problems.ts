import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

type Extent = { within?: string; without?: string[] };

/**
 * What axe finds wrong with a page, a line for each place. All rules run on everything; only what is right is not listed node by node,
 * which on a large page takes twice as long as the rules. Legacy mode asks within the page, instead of carrying it all to a second
 * one; what it leaves out, frames from elsewhere, no page of ours may have.
 */
export async function findProblems(page: Page, { within, without = [] }: Extent = {}): Promise<string[]> {
  await page.evaluate(settle);
  // For a moment Web Chat holds a copy of each new card in its live region.
  await expect(page.getByRole("log").locator("*")).toHaveCount(0);
  const axe = new AxeBuilder({ page })
    .options({ resultTypes: ["violations"] })
    .disableRules(without)
    .setLegacyMode();
  const { violations } = await (within ? axe.include(within) : axe).analyze();
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 160)}`));
}

/** A fade that is under way has colours that are not the design's. What turns for ever is left alone. */
function settle(): Promise<unknown> {
  const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
  return Promise.allSettled(ending.map((animation) => animation.finished));
}
