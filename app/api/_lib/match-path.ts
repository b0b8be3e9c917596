import { HarnessError } from "@/lib/model";

/**
 * The path's parameters, each decoded once. Taken from the address itself, since ids may hold "/", "%" and whatever else
 * a router might decode twice or take for its own.
 */
export function matchPath(pattern: string, pathname: string): Record<string, string> {
  const wanted = pattern.split("/");
  const given = pathname.split("/");
  const params: Record<string, string> = {};
  wanted.forEach((segment, position) => {
    if (segment.startsWith("{")) params[segment.slice(1, -1)] = decodeSegment(given[position] ?? "");
  });
  return params;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (cause) {
    throw new HarnessError("not_found", "Nothing has this address: percent-encode ids as UTF-8.", { cause });
  }
}
