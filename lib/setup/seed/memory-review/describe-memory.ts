import { identityIdOf, pathIdOf } from "@/lib/facts";
import { addNote, changeDictionary, linkIdentity, listFacts } from "@/lib/memory";
import { type Classification, type DictionaryScope, fullSight } from "@/lib/model";
import { type Actor, cast } from "./cast";

type Described = { botId: string; scope: DictionaryScope; path: string; set: Partial<Classification> };

const trip = (scope: DictionaryScope, path: string, set: Partial<Classification>): Described => ({
  botId: "trip-planner",
  scope,
  path,
  set,
});

/** What a product owner has said so far; the rest waits in the inbox. */
const described: readonly Described[] = [
  trip("user", "/profile/name", {
    ...{ label: "Name", purpose: "To greet by name", category: "identity", isSensitive: false, origin: "said" },
    ...{ retentionDays: 365, legalBasis: "contract" },
  }),
  trip("user", "/profile/homeCity", {
    ...{ label: "Home city", purpose: "To suggest trips from there", category: "location", isSensitive: false, origin: "said" },
    legalBasis: "contract",
  }),
  trip("user", "/profile/diet", {
    ...{ label: "Diet", purpose: "To suggest places to eat", category: "health", isSensitive: true, origin: "said" },
    ...{ retentionDays: 90, legalBasis: "consent" },
  }),
  trip("private", "/wishes/budgetEur", {
    ...{ label: "Budget in euros", purpose: "To suggest what somebody can pay", category: "finance", isSensitive: true, origin: "said" },
    ...{ audience: "The person alone", retentionDays: 30, legalBasis: "contract" },
  }),
  trip("user", "/contact/phone", { label: "Phone", category: "contact", origin: "said" }),
  trip("conversation", "/organiser/email", {
    label: "E-mail of the organiser",
    purpose: "To send the plan",
    category: "contact",
    origin: "said",
  }),
  trip("conversation", "/trip/phase", { label: "Where the plan stands", purpose: "To ask the next question", category: "none" }),
  {
    ...{ botId: "profile", scope: "user", path: "/profile/birthday" },
    set: { label: "Birthday", purpose: "To congratulate", category: "identity", origin: "said", retentionDays: 365, legalBasis: "consent" },
  },
];

/** Describes some of what the bots remember, links Ann's two accounts, and asks about one of her facts. */
export async function describeMemory(): Promise<void> {
  for (const { botId, scope, path, set } of described) {
    const changes = [{ pathIds: [pathIdOf(botId, scope, path)], set }];
    await changeDictionary(botId, { by: "Ola (product)", changes }, fullSight);
  }
  const ann = identityOf(cast.ann);
  const note = "She wrote to support from the second account and named the first.";
  await linkIdentity(ann, { identityId: identityOf(cast.annOnTeams), evidence: "they-said", note, by: "Kim (support)" });
  const { facts } = await listFacts(ann, { of: "state" }, fullSight);
  const city = facts.find(({ pattern }) => pattern === "/profile/homeCity");
  if (!city) throw new Error("Ann's home city is not remembered.");
  const question = { factId: city.factId, kind: "ask-again", text: "Two cities: which one is it?", assignedTo: "Kim (support)" } as const;
  await addNote(ann, { ...question, by: "Ola (product)" }, fullSight);
}

function identityOf({ channelId, id }: Actor): string {
  return identityIdOf({ channelId, userId: id });
}
