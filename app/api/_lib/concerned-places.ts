import * as z from "zod";
import { botsOfConversation, botsOfIdentity, botsOfPerson, botsOfSnapshot, botsOfUnmasking } from "@/lib/memory";
import { botOfTranscript, type notFound } from "@/lib/model";

/** What a request was parsed into, of whichever operation. */
export type Asked = { params: unknown; query: unknown; body: unknown };

/** Something a request names, and the bots whose data it holds; none where it is not there. */
type ConcernedPlace = { bots: readonly string[]; missing: Parameters<typeof notFound>[0] };

const text = z.string().optional().catch(undefined);
const named = z.object({
  botId: text,
  conversationId: text,
  snapshotId: text,
  personId: text,
  identityId: text,
  unmaskingId: text,
  with: text,
  bot: z.object({ id: text }).optional().catch(undefined),
});
type Named = z.infer<typeof named>;

/** The places that a request names in its path, its query or its body. A bot in a query only narrows a list down. */
export async function concernedPlaces({ params, query, body }: Asked): Promise<ConcernedPlace[]> {
  const inBody = read(body);
  const sent: Named = { ...inBody, ...read(params), with: read(query).with, botId: read(params).botId ?? inBody.botId ?? inBody.bot?.id };
  // A bundle holds a conversation of elsewhere, and a start names one that is still to be.
  const isStart = inBody.botId !== undefined;
  const conversationId = read(params).conversationId ?? (isStart ? undefined : inBody.conversationId);
  return Promise.all([
    ...at(sent.botId ?? botOfFile(body), "bot_not_found", async (id) => [id]),
    ...at(conversationId, "conversation_not_found", botsOfConversation),
    ...at(sent.with, "conversation_not_found", botsOfConversation),
    ...at(sent.snapshotId, "snapshot_not_found", botsOfSnapshot),
    ...at(sent.personId, "person_not_found", botsOfPerson),
    ...at(sent.identityId, "identity_not_found", botsOfIdentity),
    ...at(sent.unmaskingId, "unmasking_not_found", botsOfUnmasking),
  ]);
}

function at(
  id: string | undefined,
  missing: ConcernedPlace["missing"],
  botsOf: (id: string) => Promise<readonly string[]>,
): Promise<ConcernedPlace>[] {
  return id === undefined ? [] : [botsOf(id).then((bots) => ({ bots, missing }))];
}

function read(part: unknown): Named {
  const { data } = named.safeParse(part);
  return data ? (JSON.parse(JSON.stringify(data)) as Named) : ({} as Named);
}

/** A transcript is a list of activities. */
function botOfFile(body: unknown): string | undefined {
  return Array.isArray(body) && body.every(isActivity) ? botOfTranscript(body)?.id : undefined;
}

function isActivity(value: unknown): value is Parameters<typeof botOfTranscript>[0][number] {
  return z.object({ type: z.string(), from: z.object({ id: z.string() }) }).safeParse(value).success;
}
