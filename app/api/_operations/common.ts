import * as z from "zod";
import { anyId } from "@/lib/model";
import type { Operation } from "../_lib/operation";

/** Keeps the schemas' own types, so that handlers know what they get. */
export function defineOperation<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  H extends z.ZodObject,
  B extends z.ZodType,
  A extends z.ZodType,
>(operation: Operation<P, Q, H, B, A>): Operation<P, Q, H, B, A> {
  return operation;
}

export const none = z.object({});

export const conversationParams = z.object({ conversationId: z.string().describe("Percent-encoded; an id may hold anything, also /") });

/** Whose state; left out, that of the conversation's first person. */
export const userQuery = z.object({ userId: anyId.optional().describe("Whose state; the conversation's first person when left out") });

export const jsonOnly = ["application/json"] as const;
