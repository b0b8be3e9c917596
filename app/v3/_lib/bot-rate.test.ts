import { RateLimiterMemory } from "rate-limiter-flexible";
import { expect, test } from "vitest";
import { limitBot } from "./bot-rate";
import { serviceErrorAnswer } from "./service-error";

test("a bot that asks too often is told when it may go on; another bot is not held up", async () => {
  const limiter = new RateLimiterMemory({ points: 3, duration: 60 });
  for (let asked = 0; asked < 3; asked++) await limitBot("hasty", limiter);
  const refused = await limitBot("hasty", limiter).catch((error: unknown) => serviceErrorAnswer(error));
  expect(refused).toMatchObject({ status: 429 });
  expect(Number((refused as Response).headers.get("retry-after"))).toBeGreaterThan(50);
  await limitBot("calm", limiter);
});
