import { startUp } from "@/lib/conversations";
import { claimDatabase, db, migrate } from "@/lib/db";
import { env } from "@/lib/env";
import { playStory } from "./play-story";
import { resetClock } from "./seed-clock";

/** Writes the story into the database of the settings. Throws `invalid_setting` while a server uses it, `conversation_exists` the second time. */
export async function seedMemoryReview(now: Date): Promise<void> {
  await db();
  await claimDatabase(env());
  await migrate(env());
  await startUp();
  try {
    await playStory(now);
  } finally {
    resetClock();
    await (await db()).close();
  }
}
