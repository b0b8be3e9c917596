export const memoryTabs = [
  { name: "overview", title: "Overview", path: "" },
  { name: "dictionary", title: "Dictionary", path: "/dictionary" },
  { name: "findings", title: "Findings", path: "/findings" },
  { name: "notice", title: "Notice", path: "/notice" },
  { name: "register", title: "Register", path: "/register" },
] as const;
export type MemoryTab = (typeof memoryTabs)[number]["name"];

/** One fact of the dictionary, opened. Ids of paths are hashes, and say nothing about anybody. */
export function pathUrl(botId: string, pathId: string): string {
  return `${memoryUrl(botId, "dictionary")}?fact=${encodeURIComponent(pathId)}`;
}

export function memoryUrl(botId: string, tab: MemoryTab = "overview"): string {
  return `/bots/${encodeURIComponent(botId)}/memory${memoryTabs.find(({ name }) => name === tab)?.path ?? ""}`;
}
