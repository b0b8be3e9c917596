import { formatPointer } from "@/lib/model";

type Frame = { isObject: boolean; name: string; index: number; wantsName: boolean; names: Set<string> };

/** Where the values of a JSON text begin, by pointer, and names that an object has twice. */
export type JsonLines = { lineOf: (path: readonly PropertyKey[]) => number; repeated: { line: number; name: string }[] };

/** Values deeper than this are of no interest: they begin where their parent does. */
const maxDepth = 3;

const token = /"(?:[^"\\]|\\.)*"|[{}[\],\n]|[^\s{}[\],:"]+/g;

/** Takes a text that JSON.parse has accepted. */
export function jsonLines(text: string): JsonLines {
  const lines = new Map<string, number>();
  const repeated: JsonLines["repeated"] = [];
  const frames: Frame[] = [];
  let line = 1;
  const noteValue = (): void => {
    if (frames.length <= maxDepth) lines.set(formatPointer(frames.map(nameOf)), line);
  };
  for (const [found] of text.matchAll(token)) {
    const top = frames.at(-1);
    if (found === "\n") line += 1;
    else if (found === "}" || found === "]") frames.pop();
    else if (found === ",") step(top);
    else if (top?.wantsName) {
      if (!takeName(top, found)) repeated.push({ line, name: top.name });
    } else {
      noteValue();
      if (found === "{" || found === "[")
        frames.push({ isObject: found === "{", name: "", index: 0, wantsName: found === "{", names: new Set() });
    }
  }
  return { lineOf: (path) => nearestLine(lines, path), repeated };
}

function nameOf({ isObject, name, index }: Frame): string {
  return isObject ? name : String(index);
}

function step(frame: Frame | undefined): void {
  if (!frame) return;
  frame.wantsName = frame.isObject;
  frame.index += 1;
}

/** False for a name that the object has already. */
function takeName(frame: Frame, found: string): boolean {
  frame.name = JSON.parse(found) as string;
  frame.wantsName = false;
  const isNew = !frame.names.has(frame.name);
  frame.names.add(frame.name);
  return isNew;
}

/** What is missing has no line: then that of what it is missing in. */
function nearestLine(lines: ReadonlyMap<string, number>, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const line = lines.get(formatPointer(path.slice(0, length).map(String)));
    if (line !== undefined) return line;
  }
  return 1;
}
