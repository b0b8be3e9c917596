import { setOwn } from "@/lib/model";
import { invalidRequest } from "./parse-input";

/** The query as names and values. A name given twice or text that is not UTF-8 is refused: guessing could meet another person. */
export function readQuery(url: URL): Record<string, string> {
  requireUtf8(url.search);
  const query: Record<string, string> = {};
  for (const [name, value] of url.searchParams) {
    if (Object.hasOwn(query, name)) throw invalidRequest([{ in: "query", path: `/${name}`, message: "Give this parameter once" }]);
    setOwn(query, name, value);
  }
  return query;
}

function requireUtf8(search: string): void {
  try {
    decodeURIComponent(search);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    throw invalidRequest([{ in: "query", path: "", message: "Percent-encode the query as UTF-8" }]);
  }
}
