import { leaveForSignIn } from "@/components/api/leave-for-sign-in";
import { signedOutCode } from "@/lib/model";

/** A socket that takes the page to the sign-in when it is closed for that reason. */
export function socketOf(url: string): WebSocket {
  const socket = new WebSocket(url);
  socket.addEventListener("close", ({ code }) => {
    if (code === signedOutCode) leaveForSignIn();
  });
  return socket;
}
