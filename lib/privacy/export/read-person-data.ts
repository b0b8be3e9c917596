import { listConsultations } from "./consultations";
import { type CoverSheet, readCoverSheet } from "./cover-sheet";
import { withMentions } from "./mentions-of-others";
import { readOwnConversation } from "./own-activities";
import { type OwnFile, readOwnFiles } from "./own-attachments";
import { readOwnConversations } from "./own-conversations";
import { readOwnFacts } from "./own-facts";
import { listOwnIdentities } from "./own-identities";
import { readOwnRecords } from "./own-records";
import { readOwnState } from "./own-state";
import type { PersonData } from "./person-data";

export type WholePerson = { data: PersonData; covers: CoverSheet[]; files: OwnFile[] };

/** Everything that is held about a person, as they may have it. Throws `person_not_found`. */
export async function readPersonData(
  personId: string,
  { number, released }: { number: string; released: ReadonlySet<string> },
): Promise<WholePerson> {
  const identities = await listOwnIdentities(personId);
  const conversations = await withMentions(await readOwnConversations(identities), identities);
  const { state, sharedState } = await readOwnState({ identities, conversations });
  const said: PersonData["conversations"] = [];
  for (const conversation of conversations) said.push(await readOwnConversation(conversation, released));
  const [facts, files, records, consultations] = await Promise.all([
    readOwnFacts(personId, { identities, conversations, sharedState }),
    readOwnFiles(conversations, said),
    readOwnRecords({ personId, identities, conversations }),
    listConsultations(personId),
  ]);
  const bots = [...new Set([...identities.flatMap((identity) => identity.bots), ...facts.map(({ bot }) => bot)])].sort();
  const data: PersonData = {
    format: "turnscope-person",
    version: 1,
    kind: "access",
    case: number,
    madeAt: new Date().toISOString(),
    accounts: identities.map(({ channelId, userId, name, bots: known }) => ({ channel: channelId, id: userId, name, bots: known })),
    state,
    sharedState,
    facts,
    conversations: said,
    attachments: files.map(({ content: _, ...file }) => file),
    records,
    consultations,
  };
  return { data, files, covers: await Promise.all(bots.map((bot) => readCoverSheet(bot, facts))) };
}
