import { expect, test } from "vitest";
import { withoutMarkdown } from "./without-markdown";

test.each([
  ["Nice to meet you, **Ann**. You start from **Gent**.", "Nice to meet you, Ann. You start from Gent."],
  ["say `help` or __stop__", "say help or stop"],
  ["2 ** 3 ** 2, snake_case and 5 * 3", "2 ** 3 ** 2, snake_case and 5 * 3"],
])("%s is read as %s", (text, words) => {
  expect(withoutMarkdown(text)).toBe(words);
});
