import * as z from "zod";
import { anyId, type ErrorCode, startedConversation } from "@/lib/model";
import type { Operation } from "../_lib/operation";

type Inputs = "params" | "query" | "headers";
const none = z.object({});

/** What is not named is not taken. Keeps the schemas' own types, so that handlers know what they get. */
export function defineOperation<
  P extends z.ZodObject = typeof none,
  Q extends z.ZodObject = typeof none,
  H extends z.ZodObject = typeof none,
  B extends z.ZodType = z.ZodType,
  A extends z.ZodType = z.ZodType,
>(operation: Omit<Operation<P, Q, H, B, A>, Inputs> & Partial<Pick<Operation<P, Q, H, B, A>, Inputs>>): Operation<P, Q, H, B, A> {
  return { params: none, query: none, headers: none, ...operation } as Operation<P, Q, H, B, A>;
}

export const botParams = z.object({ botId: z.string().describe("Percent-encoded") });

export const conversationParams = z.object({ conversationId: z.string().describe("Percent-encoded; an id may hold anything, also /") });

/** Whose state; left out, that of the conversation's first person. */
export const userQuery = z.object({ userId: anyId.optional().describe("Whose state; the conversation's first person when left out") });

export const jsonOnly = ["application/json"] as const;

/** What can be wrong with a body, whatever it says. */
export const bodyErrors = [
  "malformed_json",
  "body_too_large",
  "unsupported_media_type",
  "invalid_request",
] as const satisfies readonly ErrorCode[];

export const pageLocation = { Location: "The page of the conversation, as in `url`" };

export const startedAnswer = { status: 201, description: "The conversation.", schema: startedConversation, headers: pageLocation };

/** Where what is held about somebody may not be used now (lib/standing). */
export const standingErrors = ["person_restricted", "person_being_erased", "person_erased"] as const satisfies readonly ErrorCode[];
