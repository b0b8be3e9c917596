// Prisma's own template tag. It is taken from the runtime that both generated clients share, so there is one `Sql` class.
export { empty, join, Sql, sqltag as sql } from "@prisma/client/runtime/client";
