import { isOpenable } from "./script-urls";

const mayHoldAddress = /<img|href="data:/;
const isInside = (src: string): boolean => /^data:image\//i.test(src.trim());

/**
 * The HTML of a message without what the page would not load or open, although the sanitizer lets it through: a picture from
 * elsewhere becomes a link (so that reading a transcript tells nobody), and a `data:` page is not linked to.
 */
export function refuseAddresses(sanitizedHtml: string): string {
  if (!mayHoldAddress.test(sanitizedHtml)) return sanitizedHtml;
  const { body } = new DOMParser().parseFromString(sanitizedHtml, "text/html");
  for (const image of body.querySelectorAll("img")) {
    const src = image.getAttribute("src") ?? "";
    if (!isInside(src)) image.replaceWith(wordsFor(image, src));
  }
  for (const link of body.querySelectorAll("a[href]")) if (!isOpenable(link.getAttribute("href") ?? "")) link.removeAttribute("href");
  return body.innerHTML;
}

function wordsFor(image: HTMLImageElement, src: string): HTMLElement {
  const words = image.ownerDocument.createElement(isOpenable(src) ? "a" : "span");
  words.textContent = `${image.getAttribute("alt") || "picture"} (not loaded)`;
  if (words instanceof HTMLAnchorElement) Object.assign(words, { href: src, target: "_blank", rel: "noopener noreferrer" });
  return words;
}
