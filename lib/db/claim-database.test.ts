import { expect, test } from "vitest";
import { claimDatabase } from "./claim-database";
import { emptyDatabase } from "./testing/empty-database";

test.each(["sqlite", "postgresql"] as const)("a database on %s is served by one process at a time", async (provider) => {
  const [location, other] = [await emptyDatabase(provider), await emptyDatabase(provider)];
  await claimDatabase(location);
  await expect(claimDatabase(location)).rejects.toMatchObject({
    code: "invalid_setting",
    userMessage: expect.stringMatching(/another turnscope is using/i),
  });
  await claimDatabase(other);
});
