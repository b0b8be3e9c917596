import { textHash } from "@/lib/facts";

type Described = {
  botId: string;
  scope: string;
  pattern: string;
  label: string | null;
  channelId: string | null;
  conversationId: string | null;
  name: string | null;
  isShared: boolean;
  why: string | null;
  /** The text of which the value is a part; null where the value is all that stands there. */
  text: string | null;
  /** The text is somebody's whose values the reader does not see. */
  isMasked: boolean;
};

export type StoredFact = { kind: "fact"; factId: number; identityId: string | null; itemId: string; path: string; pathId: string };
export type SavedValue = { kind: "snapshot"; snapshotId: string; path: string };

/** Where else a value stands, and what is needed to replace it there. */
export type FoundPlace = { placeId: string } & Described & (StoredFact | SavedValue);

/** Names a place with the text that was looked at: with another text it is another place. */
export function placeIdOf(place: string, text: string | null): string {
  return text === null ? place : `text:${textHash(text).toString(36)}:${place}`;
}

/** Why a text stays as it is. */
export const maskedWhy = "It is a part of somebody's text that is masked for you: unmask them, with a reason, to see what it would become.";
