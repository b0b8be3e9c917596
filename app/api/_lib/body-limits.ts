const mebibyte = 1024 * 1024;

/** One store item of 5 MiB, written with escapes and indentation as some clients do. */
export const scopeBodyBytes = 12 * mebibyte;
/** Three items of 5 MiB: the user's, the conversation's and the private one (the dialog lives in one of them). */
export const allScopesBodyBytes = 24 * mebibyte;
/** Ten attachments of 4 MiB are 53.4 MiB in base64; the rest is for the activity around them. */
export const activityBodyBytes = 56 * mebibyte;
/** Names, passwords and reasons. */
export const accessBodyBytes = 16 * 1024;
