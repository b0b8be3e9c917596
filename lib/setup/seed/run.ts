import { env } from "@/lib/env";
import { isHarnessError } from "@/lib/model";
import { ApiClient } from "../bench/api-client";
import { generate } from "../generate.mjs";
import { playScenario } from "./play-scenario";
import { openSeedCases } from "./privacy-cases";
import { memoryReview, privacyCases, scenarios } from "./scenarios";

/** `npm run seed -- mid-dialog` plays a scenario on the running server and prints the page to open. */
async function seed(name: string | undefined): Promise<void> {
  if (name === memoryReview.name) return seedStory();
  const scenario = scenarios.find((one) => one.name === name);
  if (!scenario && name !== privacyCases.name) {
    const names = [...scenarios, memoryReview, privacyCases].map((one) => `  ${one.name}: ${one.description}`);
    return fail(`Say which scenario: npm run seed -- <name>\n${names.join("\n")}`);
  }
  const { host, port } = env();
  const origin = `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
  const client = new ApiClient(origin);
  try {
    if (scenario) console.log(`${scenario.description}: ${origin}/c/${await playScenario(client, scenario)}`);
    else console.log(`${(await openSeedCases(client, new Date())).join(", ")}: ${origin}/privacy/requests`);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ECONNREFUSED")
      return fail(`Nothing listens at ${origin}; run npm start first.`);
    throw error;
  } finally {
    client.close();
  }
}

/** What is dated back cannot be played on a running server: it dates everything by its own clock. */
async function seedStory(): Promise<void> {
  try {
    await generate();
    const { seedMemoryReview } = await import("./memory-review/seed-memory-review");
    await seedMemoryReview(new Date());
    console.log("Six weeks of three bots are in the database. npm start serves them: see Memory and People there.");
  } catch (error) {
    if (!isHarnessError(error)) throw error;
    if (error.code === "conversation_exists") return fail(`${memoryReview.name} is in this database already.`);
    fail(`${error.userMessage} (This scenario is dated back, so it is written while Turnscope does not run.)`);
  }
}

function fail(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}

await seed(process.argv[2]);
// The claim on a database is a connection that would keep the process.
process.exit();
