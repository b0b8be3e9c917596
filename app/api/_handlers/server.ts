import { db, sql } from "@/lib/db";
import { answeringProblems, handle, type OperationHandler } from "../_lib/handle";
import { openApiDocument } from "../_lib/openapi-document";
import { apiVersion, productVersion } from "../_lib/versions";
import * as operations from "../_operations/server";

/** Describes the others, and is not among them. */
const document: OperationHandler = {
  method: "GET",
  path: "/api/openapi.json",
  respond: answeringProblems("GET /api/openapi.json", async () =>
    Response.json(openApiDocument(), { headers: { "Cache-Control": "no-store" } }),
  ),
};

export const serverHandlers = [
  handle(operations.getHealth, async () => {
    await (await db()).query(sql`SELECT 1 AS alive`);
    return { body: { status: "ok" as const, version: productVersion, apiVersion } };
  }),
  document,
];
