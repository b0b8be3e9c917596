import { webChatAliases, webChatPackages } from "./components/chat/stubs/aliases.js";

const withoutJsonSchema = { browser: "./components/api/zod-without-json-schema.js" };
const zodAliases = { "../core/json-schema-processors.js": withoutJsonSchema, "../core/to-json-schema.js": withoutJsonSchema };

const withoutDescriptions = {
  condition: { all: ["browser", { path: /lib\/model\/.*\.ts$/ }] },
  loaders: ["./components/api/without-descriptions.cjs"],
  as: "*.ts",
};

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  devIndicators: false,
  // `npm test` checks types; whoever starts the product need not wait for that again.
  typescript: { ignoreBuildErrors: true },
  transpilePackages: webChatPackages,
  turbopack: { root: import.meta.dirname, resolveAlias: { ...webChatAliases, ...zodAliases }, rules: { "*.ts": withoutDescriptions } },
  // Pages are loaded when the first person opens them: the API and the live socket need none of it.
  experimental: { preloadEntriesOnStart: false },
  // Bot SDKs and database drivers load files by path at run time, and the server outside Next must share their one instance.
  serverExternalPackages: [
    "botbuilder-core",
    "botbuilder-dialogs",
    "botframework-schema",
    "@microsoft/agents-hosting",
    "@microsoft/agents-activity",
    "@microsoft/recognizers-text-number",
    "@prisma/client",
    "@prisma/adapter-better-sqlite3",
    "@prisma/adapter-pg",
    "better-sqlite3",
    "pg",
    "pino",
  ],
};

export default config;
