// Web Chat parses each message a second time, with micromark (20 KB gz), only to find `[label]: url "title"` lines.
const definitionLine = /^ {0,3}\[([^\]\n]+)\]:[ \t]*<?([^\s<>]+)>?(?:[ \t]+["'(]([^\n]*)["')])?[ \t]*$/gm;

export function fromMarkdown(markdown) {
  const children = Array.from(markdown.matchAll(definitionLine), ([, label, url, title]) => ({
    type: "definition",
    identifier: label.toLowerCase(),
    label,
    title: title ?? null,
    url,
  }));
  return { type: "root", children };
}
