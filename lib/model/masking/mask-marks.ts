import * as z from "zod";

/** What masking does to a value: see `maskAnswer`. */
type LeafMark = "text" | "json" | "open" | "size" | "path" | "name" | "activity" | "case" | "account" | "key";

/** Whose the values below are, where it is not the person that the answer is about. */
type WhoseMark = "nobody" | { idsIn: readonly string[]; isMore?: true };

export type MaskMark = { leaf?: LeafMark; whose?: WhoseMark; flag?: "isMasked"; isSaid?: true };

/** What the answers' schemas say about people's values. What is no scalar by its schema needs no mark: it is masked unless marked as open. */
export const maskMarks = z.registry<MaskMark>();

/** A text that may hold what a person said, did or is called. */
export function personal<S extends z.ZodType>(schema: S): S {
  return marked(schema, { leaf: "text" });
}

/** The same, where it repeats what was said, or what went over the wire: it goes with the transcript when that is past its time. */
export function said<S extends z.ZodType>(schema: S): S {
  return marked(schema, { leaf: "text", isSaid: true });
}

/** JSON that goes with the transcript. */
export function saidJson<S extends z.ZodType>(schema: S): S {
  return marked(schema, { leaf: "json", isSaid: true });
}

/** JSON that never holds a person's value. */
export function open<S extends z.ZodType>(schema: S): S {
  return marked(schema, { leaf: "open" });
}

/** The id of somebody's account. One by which they can be reached is another for who may not see them; all others stay, for people are asked for by it. */
export function accountId<S extends z.ZodType>(schema: S): S {
  return marked(schema, { leaf: "account" });
}

/** A storage key or an address, in which such ids may stand. */
export function withAccountIds<S extends z.ZodType>(schema: S): S {
  return marked(schema, { leaf: "key" });
}

/** A size in bytes of a person's value. */
export function sizeOf<S extends z.ZodType>(schema: S): S {
  return marked(schema, { leaf: "size" });
}

/** A JSON Pointer, of which names may be data. */
export function placeOf<S extends z.ZodType>(schema: S): S {
  return marked(schema, { leaf: "path" });
}

/** The name of a property, which may be data. */
export function nameOf<S extends z.ZodType>(schema: S): S {
  return marked(schema, { leaf: "name" });
}

/** The number of a case: left out for who may not read cases, of test bots too. */
export function caseNumber<S extends z.ZodType>(schema: S): S {
  return marked(schema, { leaf: "case" });
}

export function anActivity<S extends z.ZodType>(schema: S): S {
  return marked(schema, { leaf: "activity", isSaid: true });
}

/** It stays masked whoever is unmasked. */
export function ofNobody<S extends z.ZodType>(schema: S): S {
  return marked(schema, { whose: "nobody" });
}

/** The object's own members that name the people whose values it holds. */
export function ofThose<S extends z.ZodObject>(schema: S, ...idsIn: (keyof S["shape"] & string)[]): S {
  return marked(schema, { whose: { idsIn } });
}

/** The same, beside those whose values they would be anyway. */
export function alsoOfThose<S extends z.ZodObject>(schema: S, ...idsIn: (keyof S["shape"] & string)[]): S {
  return marked(schema, { whose: { idsIn, isMore: true } });
}

/** The object says in its member `isMasked` that it was masked. */
export function sayingSo<S extends z.ZodObject>(schema: S): S {
  return marked(schema, { flag: "isMasked" });
}

function marked<S extends z.ZodType>(schema: S, mark: MaskMark): S {
  maskMarks.add(schema, { ...maskMarks.get(schema), ...mark });
  return schema;
}

/** What a schema is made of. */
export type Def = z.core.$ZodTypes["_zod"]["def"];
