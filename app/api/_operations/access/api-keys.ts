import * as z from "zod";
import { apiKey, apiKeyList, createdApiKey, newApiKey } from "@/lib/model";
import { accessBodyBytes } from "../../_lib/body-limits";
import { bodyErrors, defineOperation, jsonOnly } from "../common";

export const listApiKeys = defineOperation({
  id: "listApiKeys",
  right: "access.manage",
  method: "GET",
  path: "/api/access/keys",
  tag: "Access",
  summary: "Which keys scripts have",
  answer: { status: 200, description: "The newest first, without the keys themselves.", schema: apiKeyList },
  errors: [],
});

export const makeApiKey = defineOperation({
  id: "makeApiKey",
  right: "access.manage",
  method: "POST",
  path: "/api/access/keys",
  tag: "Access",
  summary: "Make a key for a script",
  description: "Sent as `Authorization: Bearer`, it may what its role may, until it is revoked.",
  body: { schema: newApiKey, mediaTypes: jsonOnly, limitBytes: accessBodyBytes, example: { name: "Nightly tests", role: "tester" } },
  answer: { status: 201, description: "The key, shown only now.", schema: createdApiKey },
  errors: bodyErrors,
});

export const revokeApiKey = defineOperation({
  id: "revokeApiKey",
  right: "access.manage",
  method: "DELETE",
  path: "/api/access/keys/{keyId}",
  tag: "Access",
  summary: "Revoke a key",
  params: z.object({ keyId: z.string() }),
  answer: { status: 200, description: "It opens nothing any more.", schema: apiKey },
  errors: ["key_not_found"],
});
