import { type JsonObject, type JsonValue, setOwn } from "@/lib/model";

/** Where in the text something is wrong, and a sentence about it. */
type JsonTextFault = { from: number; to: number; sentence: string };
type JsonTextResult = { data: JsonObject; fault: null } | { data: null; fault: JsonTextFault };

/** Deeper than any bot nests, and far from where the call stack ends. */
const maxDepth = 200;
const literals = [
  ["true", true],
  ["false", false],
  ["null", null],
] as const;

class Fault extends Error {
  constructor(
    readonly from: number,
    readonly to: number,
    sentence: string,
  ) {
    super(sentence);
  }
}

/**
 * The scope that a text stands for. Stricter than JSON.parse where a slip would lose data: the root is an object, no object
 * names a property twice, and no number is too large to keep.
 */
export function readJsonText(text: string): JsonTextResult {
  try {
    return { data: new Reader(text).readRoot(), fault: null };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { data: null, fault: { from: error.from, to: Math.max(error.to, error.from), sentence: error.message } };
  }
}

class Reader {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  readRoot(): JsonObject {
    this.skipSpace();
    if (this.at === this.text.length) throw this.fault("The text is empty. An empty scope is written {}.");
    if (this.text[this.at] !== "{") throw this.fault("A scope is an object: its text starts with { and ends with }.", this.text.length);
    const root = this.readObject();
    this.skipSpace();
    if (this.at < this.text.length) throw this.fault("There is something after the end of the object.", this.text.length);
    return root;
  }

  private readValue(): JsonValue {
    this.skipSpace();
    const next = this.text[this.at];
    if (next === "{") return this.readObject();
    if (next === "[") return this.readList();
    if (next === '"') return this.readString();
    for (const [word, value] of literals) if (this.takeWord(word)) return value;
    if (next !== undefined && /[-\d]/.test(next)) return this.readNumber();
    throw this.fault(missingValue(next), this.wordEnd());
  }

  private readObject(): JsonObject {
    const object: JsonObject = {};
    this.readItems("}", () => {
      const from = this.at;
      if (this.text[this.at] !== '"') throw this.fault('The name of a property stands here, in double quotes: "name".', this.wordEnd());
      const name = this.readString();
      if (Object.hasOwn(object, name)) {
        throw new Fault(from, this.at, `The property ${JSON.stringify(name)} is there twice. Only one of them could be kept.`);
      }
      this.skipSpace();
      if (this.text[this.at] !== ":") throw this.fault(`A colon is missing after ${JSON.stringify(name)}.`);
      this.at += 1;
      setOwn(object, name, this.readValue());
    });
    return object;
  }

  private readList(): JsonValue[] {
    const list: JsonValue[] = [];
    this.readItems("]", () => list.push(this.readValue()));
    return list;
  }

  /** Everything between the brackets, comma by comma. */
  private readItems(close: "}" | "]", readItem: () => void): void {
    const opened = this.at;
    this.at += 1;
    this.depth += 1;
    if (this.depth > maxDepth) throw new Fault(opened, opened + 1, `This is nested more than ${maxDepth} levels deep.`);
    this.skipSpace();
    let isFirst = true;
    while (this.text[this.at] !== close) {
      if (!isFirst) this.takeComma(close, opened);
      else if (this.at === this.text.length) throw new Fault(opened, opened + 1, `The ${close} that closes this is missing.`);
      readItem();
      this.skipSpace();
      isFirst = false;
    }
    this.at += 1;
    this.depth -= 1;
  }

  private takeComma(close: string, opened: number): void {
    if (this.at === this.text.length) throw new Fault(opened, opened + 1, `The ${close} that closes this is missing.`);
    if (this.text[this.at] !== ",") throw this.fault(`A comma or ${close} is missing before this.`, this.wordEnd());
    const comma = this.at;
    this.at += 1;
    this.skipSpace();
    if (this.text[this.at] === close) throw new Fault(comma, comma + 1, `There is a comma too many before ${close}.`);
  }

  private readString(): string {
    const from = this.at;
    let end = from + 1;
    while (end < this.text.length && this.text[end] !== '"' && this.text[end] !== "\n") end += this.text[end] === "\\" ? 2 : 1;
    if (this.text[end] !== '"') throw new Fault(from, Math.min(end, this.text.length), "The double quote that ends this text is missing.");
    this.at = end + 1;
    try {
      return JSON.parse(this.text.slice(from, this.at)) as string;
    } catch {
      throw new Fault(from, this.at, "This text holds a control character or an escape that JSON does not know.");
    }
  }

  private readNumber(): number {
    const from = this.at;
    const to = this.wordEnd();
    const word = this.text.slice(from, to);
    if (!/^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/.test(word)) throw this.fault(`${word} is not a number in JSON.`, to);
    if (!Number.isFinite(Number(word))) throw this.fault(`${word} is too large for a number. Write it in quotes to keep it as text.`, to);
    this.at = to;
    return Number(word);
  }

  private takeWord(word: string): boolean {
    if (this.text.slice(this.at, this.wordEnd()) !== word) return false;
    this.at += word.length;
    return true;
  }

  private wordEnd(): number {
    const rest = /[\w.+-]*/y;
    rest.lastIndex = this.at;
    return this.at + Math.max(rest.exec(this.text)?.[0].length ?? 0, this.at < this.text.length ? 1 : 0);
  }

  private skipSpace(): void {
    const space = /[ \t\r\n]*/y;
    space.lastIndex = this.at;
    this.at += space.exec(this.text)?.[0].length ?? 0;
  }

  private fault(sentence: string, to = this.at + 1): Fault {
    return new Fault(this.at, Math.min(to, this.text.length), sentence);
  }
}

function missingValue(next: string | undefined): string {
  if (next === undefined || next === "," || next === "}" || next === "]") return "A value is missing here.";
  if (next === "'") return "Text stands in double quotes in JSON.";
  return "This is no value in JSON. Text stands in double quotes; words are only true, false and null.";
}

/** 1-based line and column of a place in a text. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
