import { health } from "@/lib/model";
import { defineOperation } from "./common";

export const getHealth = defineOperation({
  id: "getHealth",
  right: "anyone",
  method: "GET",
  path: "/api/health",
  tag: "Server",
  summary: "Is the server up?",
  description: "Answers 200 when the server can read its database.",
  answer: { status: 200, description: "It is.", schema: health },
  errors: ["database_unreachable"],
});
