/** Who acts, on a machine where nobody signs in; a persona is somebody to talk as, not who looks. */
export const localUser = "Local user";
