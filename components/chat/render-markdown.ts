import { renderMarkdown as render } from "botframework-webchat";
import { refuseAddresses } from "./refuse-addresses";

type RenderMarkdown = typeof render;

const mostKept = 300;
const kept = new Map<string, string>();

/** Web Chat's own (which ends in sanitize-html), without what this page does not load. Kept, because Web Chat asks three times for each message: for the bubble, for its name, and for screen readers. */
export const renderMarkdown: RenderMarkdown = (markdown, newLines, links) => {
  const key = JSON.stringify([markdown, newLines, links]);
  const known = kept.get(key);
  if (known !== undefined) return known;
  const html = refuseAddresses(render(markdown, newLines, links));
  kept.set(key, html);
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
  return html;
};
