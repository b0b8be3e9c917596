import * as z from "zod";
import { caseDetail, personPage, type RequestType } from "@/lib/model";
import type { ApiClient } from "../bench/api-client";
import { cast } from "./memory-review/cast";

type Step = [part: string, body: unknown];
type SeedCase = { person: { name: string }; type: RequestType; daysAgo: number; asked: string; steps?: Step[] };

const known: Step = ["identity", { noDoubt: "Came to the counter with their telephone" }];

/** Cases in many states, about people of memory-review. */
const cases: readonly SeedCase[] = [
  { person: cast.ann, type: "access", daysAgo: 25, asked: "Please send me everything your bots know about me." },
  { person: cast.ann, type: "access", daysAgo: 3, asked: "I asked three weeks ago and heard nothing." },
  { person: cast.bo, type: "erasure", daysAgo: 5, asked: "Delete all of it, please.", steps: [known] },
  { person: cast.cleo, type: "portability", daysAgo: 10, asked: "I am moving to another travel service.", steps: [known, ["export", {}]] },
  {
    person: cast.dávid,
    type: "rectification",
    daysAgo: 29,
    asked: "My birthday is wrong.",
    steps: [known, ["recipients", { name: "Example Analytics Ltd" }]],
  },
  { person: cast.elif, type: "access", daysAgo: 36, asked: "What do you have about me?" },
  {
    person: cast.greta,
    type: "objection",
    daysAgo: 12,
    asked: "Do not use my messages for statistics.",
    steps: [["refuse", refusal()]],
  },
];

function refusal() {
  return {
    ground: "other",
    reasons: "Your messages are in no statistics: there is nothing to stop (Art. 21(1)).",
    complaint: "You can complain to the data protection authority of your country, and go to court.",
  };
}

const dayMs = 86_400_000;

/** Opens the cases on the running server; answers their numbers. Throws when memory-review's people are not there. */
export async function openSeedCases(client: ApiClient, now: Date): Promise<string[]> {
  const numbers: string[] = [];
  for (const { person, type, daysAgo, asked, steps = [] } of cases) {
    const receivedOn = new Date(now.getTime() - daysAgo * dayMs).toISOString().slice(0, 10);
    const body = { type, personId: await findPerson(client, person.name), receivedOn, asked };
    const { number } = await send(client, { path: "", body, answer: caseDetail });
    for (const [part, sent] of steps) await send(client, { path: `/${number}/${part}`, body: sent, answer: z.unknown() });
    numbers.push(number);
  }
  return numbers;
}

async function findPerson(client: ApiClient, name: string): Promise<string> {
  const { text } = await client.ask("POST", "/api/people/search", { query: name, match: "exact" });
  const [person] = personPage.parse(JSON.parse(text)).people;
  if (person) return person.personId;
  throw new Error(`${name} is not in this database: npm run seed -- memory-review writes them, while Turnscope does not run.`);
}

type Sent<T> = { path: string; body: unknown; answer: z.ZodType<T> };

async function send<T>(client: ApiClient, { path, body, answer }: Sent<T>): Promise<T> {
  const { status, text } = await client.ask("POST", `/api/privacy/requests${path}`, body);
  if (status < 300) return answer.parse(JSON.parse(text));
  throw new Error(`The server answered ${status}: ${text.slice(0, 200)}`);
}
