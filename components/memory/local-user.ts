/** Who writes, on a machine where nobody signs in. */
export const localUser = "Local user";
