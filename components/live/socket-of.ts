import { leaveForSignIn } from "@/components/api/leave-for-sign-in";

/** What the server closes the live socket with once whoever is at it is signed out. */
const signedOutCode = 4401;

/** A socket that takes the page to the sign-in when it is closed for that reason. */
export function socketOf(url: string): WebSocket {
  const socket = new WebSocket(url);
  socket.addEventListener("close", ({ code }) => {
    if (code === signedOutCode) leaveForSignIn();
  });
  return socket;
}
