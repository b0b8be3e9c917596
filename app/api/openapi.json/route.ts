import { answeringProblems, route } from "../_lib/handle";
import { openApiDocument } from "../_lib/openapi-document";

const respond = answeringProblems("GET /api/openapi.json", async () =>
  Response.json(openApiDocument(), { headers: { "Cache-Control": "no-store" } }),
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route({ method: "GET", respond });
