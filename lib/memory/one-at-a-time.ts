import { newLine, processSingleton } from "@/lib/env";

/** For work that reads before it writes: this process is the only one that serves its database. */
export const oneAtATime = processSingleton("memory-writes", newLine);
