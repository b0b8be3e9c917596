// @vitest-environment happy-dom
import { expect, test } from "vitest";
import sanitizeHtml from "./sanitize-html.js";

const options = {
  allowedTags: ["a", "b", "br", "code", "img", "p", "span", "table", "td", "tr"],
  allowedAttributes: { a: ["href", "rel", "target"], img: ["alt", "src"], span: ["aria-label"] },
  allowedSchemes: ["data", "http", "https", "mailto"],
};
const clean = (html: string): string => sanitizeHtml(html, options);

test("what is on the list stays, with its attributes", () => {
  const html = '<p>Some <b>bold</b> and <a href="https://a.example/" rel="noopener" target="_blank">a link</a></p>';
  expect(clean(html)).toBe(html);
});

test("an element that is not on the list goes, and its text stays", () => {
  expect(clean("<p><u>under</u> <marquee>run</marquee></p>")).toBe("<p>under run</p>");
});

test("script, style and foreign content go with all that is in them", () => {
  // Frames are left to the browser's tests: happy-dom loads them.
  for (const html of ["<script>x()</script>", "<style>p{}</style>", "<svg><text>y</text></svg>", "<textarea>y</textarea>"]) {
    expect(clean(`a${html}b`)).toBe("ab");
  }
});

test("no attribute comes through that could run script", () => {
  const hostile = [
    '<img src=x onerror="x()">',
    "<p onclick=x()>a</p>",
    '<a href="javascript:x()">a</a>',
    '<a href=" java\nscript:x()">a</a>',
    '<a href="data:text/html,<script>x()</script>">a</a>',
    '<a href="//evil.example">a</a>',
    '<img src="data:image/svg+xml,<svg onload=x()>">',
    '<span style="background:url(javascript:x())" aria-label="ok">a</span>',
  ];
  for (const html of hostile) expect(clean(html)).not.toMatch(/on[a-z]+=|href|src|style/);
});

test("a picture inside the message stays; one from elsewhere becomes a link, since the page loads none", () => {
  expect(clean('<img alt="dot" src="data:image/png;base64,AA==">')).toContain("data:image/png;base64,AA==");
  const link = clean('<img alt="beach" src="https://a.example/beach.png">');
  expect(link).toContain('href="https://a.example/beach.png"');
  expect(link).toContain("beach (not loaded)");
});

test("text that looks like markup stays text", () => {
  expect(clean("<p>1 &lt; 2 &amp;&amp; &lt;script&gt;</p>")).toBe("<p>1 &lt; 2 &amp;&amp; &lt;script&gt;</p>");
});
