/** Why a scope that is masked cannot be changed, and what to do about it. */
export const maskedReason =
  "These values are masked, since the bot is marked as production. Unmask the person, with a reason, to change them.";

/** The same for a scope in which something is past its time. */
export const expiredReason =
  "Values here are past their time: they are hidden, and deleted at the next sweep. The scope can be changed after that.";
