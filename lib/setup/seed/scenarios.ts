import type { Persona } from "@/lib/model";

/** A conversation that is the same each time it is played: who says what, one after another, and what is said in a fork of it. */
export type Scenario = {
  name: string;
  description: string;
  botId: string;
  lines: { from: Persona; text: string }[];
  fork?: { turn: number; texts: string[] };
};

const ann = { id: "seed-ann", name: "Ann" };
const bo = { id: "seed-bo", name: "Bo" };

const says = (from: Persona, ...texts: string[]): Scenario["lines"] => texts.map((text) => ({ from, text }));

export const scenarios: readonly Scenario[] = [
  {
    name: "first-contact",
    description: "State management has just learned a name",
    botId: "state-management",
    lines: says(ann, "hi", "Ann", "hello"),
  },
  {
    name: "mid-dialog",
    description: "Profile is in the middle of its waterfall and waits for a birthday",
    botId: "profile",
    lines: says(ann, "hello", "Ann", "thirty two"),
  },
  {
    name: "group-trip",
    description: "Two people plan a trip; each has told the bot a budget of their own",
    botId: "trip-planner",
    lines: [
      ...says(ann, "hello", "I'm Ann from Gent", "vegetarian please", "my budget is 900 euros"),
      ...says(bo, "I'm Bo from Split", "my budget is 400 euros"),
    ],
  },
  {
    name: "two-futures",
    description: "A trip that was forked before its destination was named; compare the branches",
    botId: "trip-planner",
    lines: says(ann, "plan a trip", "Lisbon", "vegetarian please"),
    fork: { turn: 2, texts: ["Split", "no fish please"] },
  },
  {
    name: "long-conversation",
    description: "Five hundred turns, to scroll through",
    botId: "state-management",
    lines: says(ann, "hi", "Ann", ...Array.from({ length: 498 }, (_, turn) => `message ${turn + 3}`)),
  },
];

/** Dated back, so it is played into a database that no server uses (memory-review/). */
export const memoryReview = {
  name: "memory-review",
  description:
    "Six weeks of three bots, several releases and some seventy people, for the pages Memory and People (while Turnscope does not run)",
};

/** On the running server, about people of memory-review. */
export const privacyCases = {
  name: "privacy-cases",
  description: "Requests of people in many states, for the page Privacy (after memory-review, while Turnscope runs)",
};
