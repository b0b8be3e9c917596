import { env } from "@/lib/env";
import { ApiClient } from "../bench/api-client";
import { playScenario } from "./play-scenario";
import { scenarios } from "./scenarios";

/** `npm run seed -- mid-dialog` plays a scenario on the running server and prints the page to open. */
async function seed(name: string | undefined): Promise<void> {
  const scenario = scenarios.find((one) => one.name === name);
  if (!scenario)
    return fail(`Say which scenario: npm run seed -- <name>\n${scenarios.map((one) => `  ${one.name}: ${one.description}`).join("\n")}`);
  const { host, port } = env();
  const origin = `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
  const client = new ApiClient(origin);
  try {
    console.log(`${scenario.description}: ${origin}/c/${await playScenario(client, scenario)}`);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ECONNREFUSED")
      return fail(`Nothing listens at ${origin}; run npm start first.`);
    throw error;
  } finally {
    client.close();
  }
}

function fail(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}

await seed(process.argv[2]);
