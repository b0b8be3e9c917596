import type { Caller } from "@/lib/model";

/** A bot of v3 that asks the bot state service; which one, the case says. */
export const botCaller: Caller = { kind: "system", id: "bot-state", name: "A bot, over the bot state service", roles: [] };

/** Where the audit log says that it happened. */
export const botStatePlace = "bot state service";
