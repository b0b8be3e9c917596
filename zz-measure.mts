process.env.TURNSCOPE_DATA = process.argv[2];
const { listPeople, readPerson, listFacts } = await import("./lib/memory");
const { peopleRequest, fullSight } = await import("./lib/model");
const { db } = await import("./lib/db");
const time = async (name: string, work: () => Promise<unknown>, n = 7) => {
  const times: number[] = []; let out: any;
  for (let i = 0; i < n; i++) { const t = performance.now(); out = await work(); times.push(performance.now() - t); }
  console.log(name.padEnd(44), "first", times[0]!.toFixed(0), "median", times.slice().sort((a, b) => a - b)[n >> 1]!.toFixed(0), "max after first", Math.max(...times.slice(1)).toFixed(0), out?.people ? `${out.people.length} ${JSON.stringify(out.search)}` : "");
  return out;
};
const list = (r: any) => () => listPeople(peopleRequest.parse(r), fullSight);
await db();
const first = await time("first page", list({}));
for (const sort of ["name", "facts", "size", "oldest-fact"]) await time("sort " + sort, list({ sort }));
await time("bot filter", list({ botId: "state-management" }));
await time("bot filter, nobody", list({ botId: "nothing" }));
await time("channel filter, nobody", list({ channelId: "slack" }));
await time("channel filter", list({ channelId: "emulator", sort: "name" }));
await time("second page", list({ cursor: first.cursor }));
for (const query of ["gent", "budapest", "a window seat", "ann.adler.4@example.org", "customer-00a", "adler.2x", "+36 1 000 0123", "ann", "example.org", "ann adler", "zzzz", "@example.org", "5@example", "000"]) await time("part " + query, list({ query }));
for (const query of ["gent", "ann.adler.4@example.org", "customer-000004", "ann adler", "no"]) await time("exact " + query, list({ query, match: "exact" }));
await time("part gent by name", list({ query: "gent", sort: "name" }));
await time("part rare + no bot", list({ query: "example.org", botId: "nothing" }));
await time("person", () => readPerson(first.people[3].personId, fullSight));
await time("facts", () => listFacts(first.people[3].personId, {}, fullSight));
await (await db()).close();
