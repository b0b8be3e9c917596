import { conversationRef, subjectRef } from "@/lib/env";
import { HarnessError } from "@/lib/model";
import { noteKeptOut } from "./kept-out";
import { erasing, keptStanding } from "./kept-standing";

/** Who somebody is on a channel. */
export type Account = { channelId: string; userId: string };

export type Standing = {
  /** Kept, and used for nothing (Art. 18). */
  isRestricted: boolean;
  /** The bot answers without what it remembers of them (Art. 21). */
  hasObjected: boolean;
  isBeingErased: boolean;
  /** Was erased and has not begun anew. */
  isSuppressed: boolean;
};

const free: Standing = { isRestricted: false, hasObjected: false, isBeingErased: false, isSuppressed: false };

export async function standingOf(account: Account): Promise<Standing> {
  const { restricted, objected, suppressed } = await keptStanding();
  const { underWay } = erasing();
  if (restricted.size + objected.size + suppressed.size + underWay.size === 0) return free;
  const ref = subjectRef(account);
  return {
    isRestricted: restricted.has(ref),
    hasObjected: objected.has(ref),
    isBeingErased: underWay.has(ref),
    isSuppressed: suppressed.has(ref),
  };
}

/** How many erasures there have been: what work notes when it begins, so that it is known later what it may not bring back. */
export function erasuresSoFar(): number {
  return erasing().count;
}

/** Another one after each erasure, also after a restart: who holds an older one may know somebody who is gone. It says nothing of anybody. */
export async function erasureEpoch(): Promise<string> {
  return (await keptStanding()).epoch;
}

/**
 * Whether nothing may be written about somebody: what work knows that began before their erasure must not come back, also once they have
 * begun anew.
 */
export async function isBarred(account: Account, workBeganAt: number): Promise<boolean> {
  const { isRestricted, hasObjected, isBeingErased, isSuppressed } = await standingOf(account);
  return isRestricted || hasObjected || isBeingErased || isSuppressed || wasErasedSince(subjectRef(account), workBeganAt);
}

/** Whether somebody was erased since work began, or is being erased now; objecting or a restriction keeps nobody from being answered. */
export async function wasErased(account: Account, workBeganAt: number): Promise<boolean> {
  const { isBeingErased, isSuppressed } = await standingOf(account);
  return isBeingErased || isSuppressed || wasErasedSince(subjectRef(account), workBeganAt);
}

/** The same for a conversation that was erased whole. */
export async function isBarredConversation(conversationId: string, workBeganAt: number): Promise<boolean> {
  const { suppressed } = await keptStanding();
  if (suppressed.size + erasing().done.size === 0) return false;
  const ref = conversationRef(conversationId);
  return suppressed.has(ref) || wasErasedSince(ref, workBeganAt);
}

function wasErasedSince(ref: string, workBeganAt: number): boolean {
  return (erasing().done.get(ref) ?? 0) > workBeganAt;
}

/** Throws `person_being_erased`, `person_erased` or `person_restricted` unless what is held about all of them may be used. */
export async function requireUsable(accounts: readonly Account[]): Promise<void> {
  for (const account of accounts) refuse(await standingOf(account));
}

function refuse({ isBeingErased, isSuppressed, isRestricted }: Standing): void {
  if (isBeingErased || isSuppressed || isRestricted) noteKeptOut();
  if (isBeingErased) throw new HarnessError("person_being_erased", "This person's data is being deleted. Nothing was written.");
  if (isRestricted) {
    throw new HarnessError(
      "person_restricted",
      "What is held about this person may be kept and nothing else (GDPR Art. 18). Lift the restriction first, on the person's page.",
    );
  }
  if (isSuppressed) {
    throw new HarnessError(
      "person_erased",
      "This person was erased. Nothing is written about them until they write a message of their own.",
    );
  }
}
