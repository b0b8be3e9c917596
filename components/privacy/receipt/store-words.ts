/** Stores in the words of whoever reads a plan; what is not named here stands under its own name. */
const words: Record<string, string> = {
  Activity: "Messages, sent and received",
  StoreItem: "What bots remember now",
  PropertyVersion: "Earlier versions of it",
  PropertyValue: "Values of versions",
  Fact: "Facts in the search index",
  Turn: "Turns",
  TurnRecord: "What was recorded in turns",
  StateWrite: "Who wrote state",
  Conversation: "Conversations",
  Member: "Memberships",
  Identity: "Accounts",
  Person: "The person",
  IdentityLink: "Links between accounts",
  IdentityCopy: "Marks of copies",
  Acquaintance: "Which bots know them",
  Snapshot: "Snapshots",
  Persona: "Personas",
  Upload: "Files",
  UserToken: "Sign-ins",
  ProtocolExchange: "Protocol log",
  LostValue: "Overwritten values",
  FactNote: "Notes of reviewers",
  Unmasking: "Unmaskings",
  Proposal: "Proposals about them",
  Restriction: "Restrictions",
  LegalHold: "Holds that were released",
  PrivacyRequest: "Words in their cases",
  ToldState: "Places where state was told",
  ActivityChange: "Changes of messages",
  ItemEncoding: "How items travel",
  DictionaryPath: "Paths that name them",
  IdentityCode: "Codes that asked who they are",
};

export function storeWords(store: string): string {
  return words[store] ?? store;
}

export function happens({ deleted, rewritten }: { deleted: number; rewritten: number }): string {
  if (rewritten === 0) return "deleted";
  return deleted === 0 ? "kept, without what is theirs" : "deleted, or kept without what is theirs";
}
