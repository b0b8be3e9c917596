import type { ResetSubject } from "./propose-reset-dialog";

/** That a reset is proposed and decided by somebody else, and why it cannot be just now. */
export type ResetProposal = { subject: ResetSubject; refusal: string | null };
