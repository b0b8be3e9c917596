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

/** `conversationId` is where the card was pressed, which may be a fork. */
export type SignInLink = { signInId: string; conversationId?: string };

export const getSignIn = ({ signInId, conversationId }: SignInLink, signal?: AbortSignal): Promise<SignInRequest> =>
  request(signInPath(signInId), { query: { conversationId }, signal, answer: signInRequest });

export const finishSignIn = ({ signInId, conversationId }: SignInLink, body: FinishSignIn): Promise<FinishedSignIn> =>
  request(signInPath(signInId), { method: "POST", query: { conversationId }, body, answer: finishedSignIn });

export const listSignedIn = (botId: string, signal?: AbortSignal): Promise<SignedInList> =>
  request(signedInPath(botId), { signal, answer: signedInList });

export const signOut = (botId: string, query: { userId: string; channelId: string; connectionName: string }): Promise<SignedInList> =>
  request(signedInPath(botId), { method: "DELETE", query, answer: signedInList });
