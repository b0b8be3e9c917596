import { expect, test } from "vitest";
import { fromMarkdown } from "./mdast-definitions.js";

test("definitions of links are found, with and without a title", () => {
  const markdown = 'See [1] and [docs].\n\n[1]: https://a.example "First"\n[docs]: <https://b.example>\nnot a [definition]: here';
  expect(fromMarkdown(markdown).children).toEqual([
    { type: "definition", identifier: "1", label: "1", title: "First", url: "https://a.example" },
    { type: "definition", identifier: "docs", label: "docs", title: null, url: "https://b.example" },
  ]);
});
