import { db, sql } from "@/lib/db";
import { handle, route } from "../_lib/handle";
import { apiVersion, productVersion } from "../_lib/versions";
import { getHealth } from "../_operations/server";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  handle(getHealth, async () => {
    await (await db()).query(sql`SELECT 1 AS alive`);
    return { body: { status: "ok" as const, version: productVersion, apiVersion } };
  }),
);
