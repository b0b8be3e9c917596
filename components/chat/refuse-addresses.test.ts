// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { refuseAddresses } from "./refuse-addresses";

test("a picture inside the message stays; one from elsewhere becomes a link, since the page loads none", () => {
  const inside = '<p><img alt="dot" src="data:image/png;base64,AA=="></p>';
  expect(refuseAddresses(inside)).toBe(inside);
  const link = refuseAddresses('<img alt="beach" class="big" src="https://a.example/beach.png">');
  expect(link).toContain('href="https://a.example/beach.png"');
  expect(link).toContain('rel="noopener noreferrer"');
  expect(link).toContain(">beach (not loaded)</a>");
});

test("a picture whose address is no web address is words only", () => {
  for (const image of ['<img src="x">', '<img src="//evil.example/a.png">', '<img src="javascript:x()">', "<img>"]) {
    expect(refuseAddresses(image)).toBe("<span>picture (not loaded)</span>");
  }
});

test("a link to a page inside the link leads nowhere, and other links stay", () => {
  const ordinary = '<a href="https://a.example/">a</a><a href="mailto:a@b.example">b</a>';
  expect(refuseAddresses(ordinary)).toBe(ordinary);
  expect(refuseAddresses(`<a href="data:text/html,x">x</a>${ordinary}`)).toBe(`<a>x</a>${ordinary}`);
});
