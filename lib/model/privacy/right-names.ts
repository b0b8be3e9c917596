/** What somebody may do; which roles may is in `./rights.ts`. */
export const rightNames = [
  "test.use",
  "production.see",
  "production.unmask",
  "production.edit",
  "production.reset",
  "reset.propose",
  "reset.approve",
  "person.export",
  "privacy.see",
  "privacy.propose",
  "privacy.approve",
  "access.manage",
  "audit.read",
  "audit.read-own-cases",
  "audit.verify",
] as const;
export type Right = (typeof rightNames)[number];
