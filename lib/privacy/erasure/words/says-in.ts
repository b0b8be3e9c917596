import type { Redactor } from "./redactor";

/** Whether a text as it is stored says who somebody is: as it is, or inside JSON or an address. */
export function saysIn({ has }: Redactor, text: string): boolean {
  return has(text) || (/[\\%]/.test(text) && has(withoutEscapes(text)));
}

/** What stands in JSON or in an address as it was before: a value with a quotation mark or a line's end in it is found. */
function withoutEscapes(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|([nrtbf])|(.))|%20/g, (_, code?: string, space?: string, sign?: string) =>
    code ? String.fromCharCode(Number.parseInt(code, 16)) : space || !sign ? " " : sign,
  );
}
