import * as z from "zod";
import { conversationParties, findPastSaid } from "@/lib/memory";
import { type AnswerParties, fullSight, HarnessError, maskAnswer, type PastSaid, type ReaderSight, tellsSaid } from "@/lib/model";
import type { Asked } from "./concerned-places";
import type { Operation } from "./operation";

type Masking = { input: Asked; sight: ReaderSight };

type Answering = Pick<Operation, "masking" | "answer" | "method" | "isReading">;

/** An answer without what its reader may not see, and without what is past its time and was said: other values are hidden by who reads them. */
export async function maskBody<A>(operation: Answering, body: A, { input, sight }: Masking): Promise<A> {
  const { masking, answer, method, isReading } = operation;
  const isOpen = masking !== undefined || (sight.isUnlimited && sight.seesCases);
  // What is answered to a write was said just now, and turns must not wait for it.
  const past = method === "GET" || isReading ? await pastSaid(answer.schema, body, input) : undefined;
  if (isOpen && !past) return body;
  const scene = masking === undefined ? { ...(await partiesOf(input)), sight } : { everyone: [], asked: [], current: [], sight: fullSight };
  return maskAnswer(answer.schema, body, { ...scene, past });
}

async function pastSaid(schema: z.ZodType, body: unknown, { params, query }: Asked): Promise<PastSaid | undefined> {
  if (!tellsSaid(schema)) return undefined;
  const { conversationId, with: other } = { ...read(query), ...read(params) };
  const asked = [conversationId, other].filter((id) => id !== undefined);
  const conversationIds = await findPastSaid([...asked, ...conversationsIn(body)]);
  return conversationIds.size === 0 ? undefined : { conversationIds, isAsked: asked.some((id) => conversationIds.has(id)) };
}

function conversationsIn(body: unknown): string[] {
  if (Array.isArray(body)) return body.flatMap(conversationsIn);
  if (typeof body !== "object" || body === null) return [];
  return Object.entries(body).flatMap(([key, value]) =>
    key === "conversationId" && typeof value === "string" ? [value] : conversationsIn(value),
  );
}

/** Throws `values_masked`: what cannot be seen must not be edited either. */
export async function requireSeen(input: Asked, sight: ReaderSight): Promise<void> {
  if (sight.isUnlimited) return;
  const { current, asked } = await partiesOf(input);
  if ([...current, ...asked].every((party) => sight.seesParty(party))) return;
  throw new HarnessError(
    "values_masked",
    "This bot is marked as production, and the values of this person are masked. Unmask the person, with a reason, to change them.",
  );
}

const named = z.object({
  botId: z.string().optional(),
  conversationId: z.string().optional(),
  userId: z.string().optional(),
  scope: z.string().optional(),
  with: z.string().optional(),
  withUserId: z.string().optional(),
});

/** Who an answer is about, as far as the request says; the rest is said by the answer itself. */
async function partiesOf({ params, query, body }: Asked): Promise<AnswerParties> {
  const { botId, conversationId, userId, scope, with: other, withUserId } = { ...read(body), ...read(query), ...read(params) };
  const places = [
    ...(conversationId === undefined ? [] : [await conversationParties({ conversationId, userId })]),
    ...(other === undefined ? [] : [await conversationParties({ conversationId: other, userId: withUserId })]),
  ];
  if (places.length === 0) return ofBot(botId);
  const everyone = places.flatMap((place) => place.everyone);
  const asked = places.flatMap((place) => place.asked);
  return { everyone, asked, current: scope === "user" || scope === "private" ? asked : everyone };
}

function read(part: unknown): z.infer<typeof named> {
  const parsed = named.safeParse(part);
  return parsed.success ? JSON.parse(JSON.stringify(parsed.data)) : {};
}

function ofBot(botId: string | undefined): AnswerParties {
  const nobody = botId === undefined ? [] : [{ botId, channelId: null, userId: null }];
  return { everyone: nobody, asked: nobody, current: nobody };
}
