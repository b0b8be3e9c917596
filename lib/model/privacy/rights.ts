import type { Caller, Role } from "./caller";
import { roleNames } from "./caller";
import { type Right, rightNames } from "./right-names";

type RightEntry = {
  roles: readonly Role[];
  /** Ends the sentence "You may not …". */
  does: string;
  /** What to do where no role is enough. */
  instead?: string;
};

const productOwner = "product-owner";
const reviewer = "privacy-reviewer";
const approver = "approver";
const administrator = "administrator";

/**
 * What somebody may do, and which roles may: the table of the data-protection design. Whatever is done with test bots is open to everyone;
 * of production bots a tester and an administrator do not even learn that they are there.
 */
const table = {
  "test.use": { roles: roleNames, does: "work with test bots" },
  "production.see": { roles: [productOwner, reviewer, approver], does: "see what production bots remember" },
  "production.unmask": { roles: [reviewer, approver], does: "unmask a person" },
  "production.edit": { roles: [reviewer], does: "change what a production bot remembers or how it is run" },
  "production.reset": {
    roles: [],
    does: "reset what a production bot remembers",
    instead: "Propose it: a privacy reviewer proposes the reset of a scope, and an approver approves it.",
  },
  "reset.propose": { roles: [reviewer], does: "propose the reset of a scope" },
  "reset.approve": { roles: [approver], does: "approve the reset of a scope" },
  "person.export": { roles: [reviewer, approver], does: "export what is held about a person" },
  "privacy.see": { roles: [reviewer, approver], does: "read requests, plans, holds and rules" },
  "privacy.propose": { roles: [reviewer], does: "work on requests, or propose an erasure, a hold or a rule" },
  "privacy.approve": { roles: [approver], does: "approve an erasure, a hold or a rule" },
  "access.manage": { roles: [administrator], does: "manage users, roles and keys" },
  "audit.read": { roles: [approver], does: "read the audit log" },
  "audit.read-own-cases": { roles: [reviewer, approver], does: "read what is on record of a case" },
  "audit.verify": { roles: [approver, administrator], does: "verify the audit log" },
} as const satisfies Record<Right, RightEntry>;

export const rights = rightNames;

/** What it takes to ask for something: a right, being signed in at all, nothing, or a key of its own that is checked where it is used. */
export type RequiredRight = Right | "signed-in" | "anyone" | "own-key";

const entries: Record<Right, RightEntry> = table;

/** What a privacy reviewer reads: an administrator does, too, while an emergency lasts. Copies, changes and decisions stay where they are. */
const emergencyRights: readonly Right[] = ["production.see", "production.unmask", "privacy.see", "audit.read-own-cases"];

type Holder = Pick<Caller, "roles" | "hasEmergency">;

export function may({ roles, hasEmergency }: Holder, right: Right): boolean {
  if (hasEmergency && roles.includes(administrator) && emergencyRights.includes(right)) return true;
  return entries[right].roles.some((role) => roles.includes(role));
}

export function rightsOf(caller: Holder): Right[] {
  return rights.filter((right) => may(caller, right));
}

export const roleLabels: Record<Role, string> = {
  tester: "Tester",
  "product-owner": "Product owner",
  "privacy-reviewer": "Privacy reviewer",
  approver: "Approver",
  administrator: "Administrator",
};

/** Why somebody may not, and what to do; for people. */
export function refusalOf(right: Right): string {
  const { roles, does, instead } = entries[right];
  return `You may not ${does}. ${instead ?? `That takes the role ${inWords(roles)}: ask an administrator.`}`;
}

function inWords(roles: readonly Role[]): string {
  const names = roles.map((role) => roleLabels[role].toLowerCase());
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}

type Approving = {
  /** `id` of the caller who proposed it. */
  proposedBy: string;
  /** A team of one may approve its own, which is on record. */
  isAloneAllowed: boolean;
};

/** Who approves must be somebody else than who proposed; with the rights of both in one person it is `self`, or refused. */
export function approvalBy(caller: Holder & Pick<Caller, "id">, { proposedBy, isAloneAllowed }: Approving): "other" | "self" | "refused" {
  if (!may(caller, "privacy.approve")) return "refused";
  if (caller.id !== proposedBy) return "other";
  return isAloneAllowed ? "self" : "refused";
}

/** The audit log of a case is read by those who worked on it; approvers read all of it. */
export function mayReadAuditOf(caller: Holder & Pick<Caller, "id">, workedOnBy: readonly string[]): boolean {
  return may(caller, "audit.read") || (may(caller, "audit.read-own-cases") && workedOnBy.includes(caller.id));
}

/** Ends the sentence "You may …". */
export function rightWords(right: Right): string {
  return entries[right].does;
}
