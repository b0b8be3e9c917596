import { isEqualJson, isJsonObject, type LoggedActivity } from "@/lib/model";

const none: string[] = [];

/** The bot's newest message, once these activities (in order) have been added to what was known. */
export function findLastBotMessage(known: LoggedActivity | null, activities: readonly LoggedActivity[]): LoggedActivity | null {
  const { position = -1 } = known ?? {};
  // At the same position it is the same message, which the bot has changed.
  const newest = activities.findLast((logged) => logged.position >= position && isBotMessage(logged));
  return newest ?? known;
}

function isBotMessage({ activity }: LoggedActivity): boolean {
  return activity.type === "message" && activity.from.role === "bot";
}

/** What that message offers to answer with, by the words on the buttons. The same list again when it has not changed. */
export function listSuggestedActions(message: LoggedActivity | null, before: string[] = none): string[] {
  const suggested = message?.activity.suggestedActions;
  const actions = isJsonObject(suggested) && Array.isArray(suggested.actions) ? suggested.actions : none;
  const titles = actions.flatMap((action) => titleOf(action) ?? none);
  return isEqualJson(titles, before) ? before : titles;
}

function titleOf(action: unknown): string | null {
  if (!isJsonObject(action)) return null;
  const title = [action.title, action.value].find((words) => typeof words === "string" && words !== "");
  return typeof title === "string" ? title : null;
}
