import * as z from "zod";
import { conversationParties } from "@/lib/memory";
import { type AnswerParties, HarnessError, maskAnswer, type ReaderSight } from "@/lib/model";
import type { Asked } from "./concerned-places";
import type { Operation } from "./operation";

type Masking = { input: Asked; sight: ReaderSight };

export async function maskBody<A>({ masking, answer }: Pick<Operation, "masking" | "answer">, body: A, asked: Masking): Promise<A> {
  const { input, sight } = asked;
  return masking || (sight.isUnlimited && sight.seesCases) ? body : maskAnswer(answer.schema, body, { ...(await partiesOf(input)), sight });
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
