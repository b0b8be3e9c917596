import * as z from "zod";

export const fixtureRequest = z.strictObject({
  testBotId: z.string().min(1).max(200).optional().describe("The bot that is to read it; the same id as the real one when left out"),
  texts: z
    .array(z.string().min(1).max(450))
    .max(10_000)
    .default([])
    .describe("Ids of the activities of which the text was read and may be kept; every other text is withheld"),
});
export type FixtureRequest = z.output<typeof fixtureRequest>;
