import type { JsonObject, Scope } from "@/lib/model";
import { type Actor, cast, passerBy, pick } from "./cast";
import type { Release } from "./earlier-trip-planner";

/** What happens in a visit: somebody speaks, somebody at a desk changes state by hand, or two turns overlap. */
export type Step =
  | { kind: "say"; from: Actor; text: string }
  | { kind: "edit"; scope: Scope; of: Actor; by: string; change: (before: JsonObject) => JsonObject }
  | { kind: "overlap"; first: Actor; second: Actor; text: string };

/** A conversation, or its going on, so many days before the last one. `release` is what the bot was then; null for today's. */
export type Visit = { daysAgo: number; conversationId: string; botId: string; release: Release | null; starts: Actor; steps: Step[] };

const storyDays = 42;
/** When 0.0.8 came, and when today's release did. */
const eighth = 25;
const today = 11;

const says = (from: Actor, ...texts: string[]): Step[] => texts.map((text) => ({ kind: "say", from, text }));

const releaseAt = (daysAgo: number): Release | null => (daysAgo > eighth ? "0.0.7" : daysAgo > today ? "0.0.8" : null);

type Trip = Pick<Visit, "daysAgo" | "starts" | "steps">;
const trip = (conversationId: string, { daysAgo, ...visit }: Trip): Visit => {
  return { daysAgo, conversationId, botId: "trip-planner", release: releaseAt(daysAgo), ...visit };
};

const { ann, annOnTeams, bo, cleo, dávid, elif, greta } = cast;

/** Her budget was private, until a release and a colleague kept it where Bo sees it as well. */
const annsTrips: Visit[] = [
  trip("review-spring", {
    daysAgo: 40,
    starts: ann,
    steps: says(ann, "hello", "I'm Ann from Gent", "vegetarian please", "my phone is +32 470 12 34 56", "my budget is 700 euros"),
  }),
  trip("review-alps", {
    daysAgo: 20,
    starts: ann,
    steps: [
      ...says(ann, "let's go skiing", "Innsbruck"),
      ...says(bo, "I'm Bo from Split", "I vote for Innsbruck"),
      ...says(ann, "my budget is 900 euros", "status"),
      { kind: "overlap", first: bo, second: ann, text: "I vote for Zakopane" },
    ],
  }),
  trip("review-lisbon", {
    daysAgo: 6,
    starts: ann,
    steps: [
      ...says(ann, "let's go to Lisbon", "vegan please", "my budget is 1200 euros"),
      ...says(bo, "my budget is 400 euros", "vegetarian please"),
      { kind: "edit", scope: "private", of: ann, by: "Kim (support)", change: () => ({}) },
      { kind: "edit", scope: "conversation", of: ann, by: "Kim (support)", change: (data) => ({ ...data, wishes: { budgetEur: 1200 } }) },
      ...says(ann, "status"),
    ],
  }),
  trip("review-teams", {
    daysAgo: 3,
    starts: annOnTeams,
    steps: says(annOnTeams, "hello", "I'm Ann from Antwerp", "vegetarian please", "my budget is 1500 euros"),
  }),
];

const others: Visit[] = [
  trip("review-insured-1", {
    daysAgo: 35,
    starts: cleo,
    steps: says(cleo, "I'm Cléo from Lyon", "my passport is 19AF55210", "please insure me", "the second of May 1988"),
  }),
  trip("review-insured-2", {
    daysAgo: 31,
    starts: dávid,
    steps: says(
      dávid,
      "my passport is BK772031",
      "my e-mail is d.nagy@example.org",
      "write to me at david.nagy@example.com",
      "newsletter please",
      "insure us",
    ),
  }),
  trip("review-newsletter", { daysAgo: 30, starts: elif, steps: says(elif, "I'm Elif from Ankara", "newsletter please", "halal please") }),
  trip("review-long", {
    daysAgo: 15,
    starts: greta,
    steps: Array.from({ length: 22 }, (_, number) =>
      says(greta, `status, and a thought about day ${number + 1}: ${musing(number)}`),
    ).flat(),
  }),
  {
    daysAgo: 4,
    conversationId: "review-profile-of-bo",
    botId: "profile",
    release: null,
    starts: bo,
    steps: [
      ...says(bo, "hello", "Bo", "41", "the first of June 1985", "yes"),
      { kind: "edit", scope: "user", of: bo, by: "Kim (support)", change: withAgeInWords },
    ],
  },
];

function withAgeInWords(data: JsonObject): JsonObject {
  return { ...data, profile: { ...(data.profile as JsonObject), age: "forty-one" } };
}

/** Long enough for a log of them to come near the size budget. */
function musing(number: number): string {
  const thought = pick(["the sea is too cold by then", "we could take the night train", "the museum is closed on Mondays"], number);
  return Array.from({ length: 28 }, (_, part) => `${thought}, ${number + part} times over`).join("; ");
}

const cities = ["Graz", "Porto", "Bergen", "Zagreb", "Torino"];
const diets = ["vegetarian", "vegan", "halal", "gluten-free"];

/** The many: about two a day, so that counts over time are worth drawing. */
const passersBy: Visit[] = Array.from({ length: 66 }, (_, number) => visitOf(number));

function visitOf(number: number): Visit {
  const person = passerBy(number);
  const daysAgo = storyDays - 1 - Math.floor((number * (storyDays - 1)) / 66);
  const place = { daysAgo, conversationId: `review-${number + 1}`, starts: person };
  if (number % 3 === 1) return { ...place, botId: "profile", release: null, steps: profileSteps(person, number) };
  if (number % 6 === 2)
    return { ...place, botId: "state-management", release: null, steps: says(person, "hi", person.firstName, "hello again") };
  return trip(place.conversationId, { ...place, steps: tripSteps(person, number) });
}

function profileSteps(person: ReturnType<typeof passerBy>, number: number): Step[] {
  const birthday = `${1 + (number % 27)} ${pick(["March", "June", "October"], number)} ${1960 + (number % 40)}`;
  const answers = ["hello", person.firstName, String(2026 - 1960 - (number % 40)), birthday, "yes"];
  // Some leave in the middle.
  return says(person, ...answers.slice(0, number % 4 === 0 ? 3 : 5));
}

function tripSteps(person: ReturnType<typeof passerBy>, number: number): Step[] {
  const early = releaseAt(storyDays - 1 - Math.floor((number * (storyDays - 1)) / 66)) === "0.0.7";
  const extra = early && number % 2 === 0 ? [`my passport is P${480000 + number * 37}`] : [];
  return says(
    person,
    `I'm ${person.firstName} from ${pick(cities, number)}`,
    `${pick(diets, number)} please`,
    ...(number % 4 === 0 ? [`my budget is ${300 + (number % 9) * 150} euros`] : []),
    ...extra,
  );
}

/** In the order in which it happened. */
export const story: readonly Visit[] = [...annsTrips, ...others, ...passersBy].sort((one, other) => other.daysAgo - one.daysAgo);
