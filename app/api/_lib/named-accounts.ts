import * as z from "zod";
import { accountOf } from "@/lib/memory";
import type { ReaderSight } from "@/lib/model";
import type { Asked } from "./concerned-places";

const text = z.string().optional().catch(undefined);
const conversations = z.object({ conversationId: text, with: text });
const accounts = z.object({ userId: text, withUserId: text, from: text });
const sender = z.looseObject({ from: z.looseObject({ id: z.string() }) });

/** A request with the accounts that it names by an alias. Throws `values_masked` where it asks for somebody by an id that its reader may not see. */
export async function withNamedAccounts<I extends Asked>(input: I, sight: ReaderSight): Promise<I> {
  if (sight.isUnlimited) return input;
  const { params, query, body } = input;
  const places: Places = { ...read(body), ...read(query), ...read(params) };
  return {
    ...input,
    params: await renamed(params, places, sight),
    query: await renamed(query, places, sight),
    body: await withSender(await renamed(body, places, sight), places, sight),
  };
}

type Places = { conversationId?: string; with?: string };

function read(part: unknown): Places {
  const { data = {} } = conversations.safeParse(part);
  return Object.fromEntries(Object.entries(data).filter(([, id]) => id !== undefined));
}

async function renamed<P>(part: P, places: Places, sight: ReaderSight): Promise<P> {
  const { data } = accounts.safeParse(part);
  if (data === undefined) return part;
  const { conversationId } = places;
  const found = await Promise.all([
    rename("userId", data.userId, conversationId, sight),
    rename("from", data.from, conversationId, sight),
    rename("withUserId", data.withUserId, places.with, sight),
  ]);
  return found.every((one) => one === null) ? part : Object.assign({}, part, ...found);
}

async function rename(name: string, userId: string | undefined, conversationId: string | undefined, sight: ReaderSight) {
  if (userId === undefined || conversationId === undefined) return null;
  const account = await accountOf({ conversationId, userId }, sight);
  return account === userId ? null : { [name]: account };
}

async function withSender<B>(body: B, { conversationId }: Places, sight: ReaderSight): Promise<B> {
  const { data } = sender.safeParse(body);
  if (data === undefined || conversationId === undefined) return body;
  return { ...body, from: { ...data.from, id: await accountOf({ conversationId, userId: data.from.id }, sight) } };
}
