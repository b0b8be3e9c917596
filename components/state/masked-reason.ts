/** Why a scope that is masked cannot be changed, and what to do about it. */
export const maskedReason =
  "These values are masked, since the bot is marked as production. Unmask the person, with a reason, to change them.";
