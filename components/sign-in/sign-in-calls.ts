import { request } from "@/components/api/request";
import {
  type FinishedSignIn,
  type FinishSignIn,
  finishedSignIn,
  type SignedInList,
  type SignInRequest,
  signedInList,
  signInRequest,
} from "@/lib/model";

// Next hands the part of the path over as it stands in the address.
const signInPath = (signInId: string): string => `/api/sign-ins/${signInId}`;
const signedInPath = (botId: string): string => `/api/bots/${encodeURIComponent(botId)}/signed-in`;

export const getSignIn = (signInId: string, signal?: AbortSignal): Promise<SignInRequest> =>
  request(signInPath(signInId), { signal, answer: signInRequest });

export const finishSignIn = (signInId: string, body: FinishSignIn): Promise<FinishedSignIn> =>
  request(signInPath(signInId), { method: "POST", body, answer: finishedSignIn });

export const listSignedIn = (botId: string, signal?: AbortSignal): Promise<SignedInList> =>
  request(signedInPath(botId), { signal, answer: signedInList });

export const signOut = (botId: string, query: { userId: string; channelId: string; connectionName: string }): Promise<SignedInList> =>
  request(signedInPath(botId), { method: "DELETE", query, answer: signedInList });
