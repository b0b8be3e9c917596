import { signOut } from "./session-calls";

/** Signs out and goes to the door, so that nothing is left in the page. */
export async function leave(isEverywhere: boolean): Promise<void> {
  await signOut(isEverywhere);
  window.location.assign("/sign-in");
}
