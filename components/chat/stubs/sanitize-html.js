// The sanitize-html package brings its own HTML parser, serializer, entity tables and PostCSS (85 KB gz). Here the browser's parser, which
// is also the one that will show the result, reads the text into a document that runs nothing, and only what is on the caller's
// list is copied into a new tree. Foreign (SVG, MathML) and raw-text elements are never copied, so parsing the result again
// cannot turn text into markup.
import parseDocumentFromString from "./parse-document.js";

const droppedWithContent = new Set([
  "script",
  "style",
  "textarea",
  "option",
  "noscript",
  "noembed",
  "noframes",
  "template",
  "iframe",
  "xmp",
  "title",
  "svg",
  "math",
]);
const schemePattern = /^([a-z][a-z0-9+.-]*):/;
const urlAttributes = new Set(["href", "src"]);

// Browsers skip control characters and blanks inside a scheme, so they must not hide one from this test.
function isAllowedUrl(url, allowedSchemes, name) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters browsers ignore in URLs
  const compact = url.replace(/[\u0000-\u0020\u007f-\u00a0\u2028\u2029]+/g, "").toLowerCase();
  const scheme = schemePattern.exec(compact)?.[1];
  if (name === "src") return /^data:image\/(png|jpe?g|gif|webp|avif|bmp);/.test(compact);
  if (scheme === undefined) return !/^[/\\]{2}/.test(compact);
  return scheme !== "data" && allowedSchemes.includes(scheme);
}

function copyAttributes(from, to, { allowedAttributes, allowedSchemes }) {
  for (const name of allowedAttributes[from.localName] ?? []) {
    const value = from.getAttribute(name);
    if (value === null) continue;
    if (urlAttributes.has(name) && !isAllowedUrl(value, allowedSchemes, name)) continue;
    to.setAttribute(name, value);
  }
}

// The page's policy loads no picture from elsewhere, so that reading a transcript tells nobody; a link says where it is.
function isRemoteImage({ localName, attributes }) {
  return localName === "img" && /^\s*(?:https?:)?\/\//i.test(attributes.getNamedItem("src")?.value ?? "");
}

function linkTo(image, document) {
  const link = document.createElement("a");
  link.href = image.getAttribute("src");
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  link.textContent = `${image.getAttribute("alt") || "picture"} (not loaded)`;
  return link;
}

function copyChildren(from, to, options) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) {
      to.append(node.data);
      continue;
    }
    if (node.nodeType !== Node.ELEMENT_NODE || droppedWithContent.has(node.localName)) continue;
    if (isRemoteImage(node)) {
      to.append(linkTo(node, to.ownerDocument));
      continue;
    }
    const isAllowed = node.namespaceURI === "http://www.w3.org/1999/xhtml" && options.allowedTags.includes(node.localName);
    const target = isAllowed ? to.ownerDocument.createElement(node.localName) : to;
    if (isAllowed) {
      copyAttributes(node, target, options);
      if (node.localName === "img") target.alt = node.getAttribute("alt") ?? "";
      to.append(target);
    }
    copyChildren(node, target, options);
  }
}

export default function sanitizeHtml(html, options) {
  const parsed = parseDocumentFromString(html);
  const clean = document.implementation.createHTMLDocument("");
  copyChildren(parsed.body, clean.body, options);
  return clean.body.innerHTML;
}
