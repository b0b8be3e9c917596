import type { ListedBot } from "@/lib/model";

/** What a person is about to do to the bots. */
export type BotTask = { kind: "add" } | { kind: "edit" | "check" | "keys" | "signed-in" | "remove"; bot: ListedBot };
