import { expect, test } from "vitest";
import { type Role, roleNames } from "./caller";
import type { Right } from "./right-names";
import { approvalBy, may, mayReadAuditOf, refusalOf, rights } from "./rights";

/** As the data-protection design writes it: tester, product owner, privacy reviewer, approver, administrator. */
const expected: Record<Right, string> = {
  //                        T O R A D
  "test.use": /*         */ "x x x x x",
  "production.see": /*   */ "- x x x -",
  "production.unmask": /**/ "- - x x -",
  "production.edit": /*  */ "- - x - -",
  "production.reset": /* */ "- - - - -",
  "reset.propose": /*    */ "- - x - -",
  "reset.approve": /*    */ "- - - x -",
  "person.export": /*    */ "- - x x -",
  "privacy.see": /*      */ "- - x x -",
  "privacy.propose": /*  */ "- - x - -",
  "privacy.approve": /*  */ "- - - x -",
  "access.manage": /*    */ "- - - - x",
  "audit.read": /*       */ "- - - x -",
  "audit.read-own-cases": "- - x x -",
  "audit.verify": /*     */ "- - - x x",
};

const rowOf = (right: Right) => roleNames.map((role) => (may({ roles: [role] }, right) ? "x" : "-")).join(" ");

test.each(rights)("%s is given as the table says", (right) => {
  expect(rowOf(right)).toBe(expected[right]);
});

test("several roles may what each of them may, and none may nothing", () => {
  expect(may({ roles: ["tester", "approver"] }, "privacy.approve")).toBe(true);
  for (const right of rights) expect(may({ roles: [] }, right)).toBe(false);
});

const caller = (id: string, ...roles: Role[]) => ({ id, roles });

test("nobody approves what they proposed themselves, unless the team is one person", () => {
  const own = { proposedBy: "a", isAloneAllowed: false };
  expect(approvalBy(caller("a", "privacy-reviewer", "approver"), own)).toBe("refused");
  expect(approvalBy(caller("a", "privacy-reviewer", "approver"), { ...own, isAloneAllowed: true })).toBe("self");
  expect(approvalBy(caller("b", "approver"), own)).toBe("other");
  expect(approvalBy(caller("b", "privacy-reviewer"), { ...own, isAloneAllowed: true })).toBe("refused");
});

test("reviewers read the record of cases they worked on, approvers of all, others of none", () => {
  expect(mayReadAuditOf(caller("a", "privacy-reviewer"), ["a", "b"])).toBe(true);
  expect(mayReadAuditOf(caller("c", "privacy-reviewer"), ["a", "b"])).toBe(false);
  expect(mayReadAuditOf(caller("c", "approver"), [])).toBe(true);
  expect(mayReadAuditOf(caller("a", "administrator"), ["a"])).toBe(false);
});

test("a refusal says who may, or what to do instead", () => {
  expect(refusalOf("production.unmask")).toBe(
    "You may not unmask a person. That takes the role privacy reviewer or approver: ask an administrator.",
  );
  expect(refusalOf("production.reset")).toContain("a privacy reviewer proposes the reset of a scope");
});
