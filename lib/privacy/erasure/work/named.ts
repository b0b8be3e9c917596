import { Sql } from "@/lib/db";

/** The name of a table or column of ours as a part of a statement. Never a name from outside. */
export function named(name: string): Sql {
  if (!/^[a-z_]+$/.test(name)) throw new RangeError(`"${name}" is no name of ours.`);
  return new Sql([name], []);
}
