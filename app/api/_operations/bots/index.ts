import type { Operation } from "../../_lib/operation";
import { listSignedIn, signOut } from "../conversations/sign-ins";
import { addBot, changeBot, deleteBot, getBot, listBots, probeBot, renewBotKeys } from "./bots";
import { deleteStorage, readStorage, writeStorage } from "./storage";

/** Bots, who is signed in with them, and what they store. */
export const botOperations: readonly Operation[] = [
  listBots,
  addBot,
  getBot,
  changeBot,
  deleteBot,
  renewBotKeys,
  probeBot,
  listSignedIn,
  signOut,
  readStorage,
  writeStorage,
  deleteStorage,
];
