import type { AuditAction } from "@/lib/model";

/** What a request names, of whichever operation. */
export type Named = {
  botId?: string;
  conversationId?: string;
  userId?: string;
  scope?: string;
  with?: string;
  withUserId?: string;
  personId?: string;
  snapshotId?: string;
  kind?: string;
};

/** How an operation comes on record. */
export type AuditRule = {
  action: AuditAction | ((named: Named) => AuditAction);
  /** Whom it is about, told by what the request names; `answer`: by what was made. */
  about: "conversation" | "person" | "snapshot" | "bot" | "answer" | "nobody";
  /** Which store, or part of one. */
  place?: string;
  /** Looked at, not changed: the same again within a minute is one entry. */
  isReading?: true;
  /** Also of test bots; everything else is on record only where a production bot knows whom it is about. */
  isAlways?: true;
};
