import type { AuditPurpose } from "@/lib/model";

/** The closed list of what a person may be looked at for. */
export const purposeNames: Readonly<Record<AuditPurpose, string>> = {
  request: "Request of the person",
  complaint: "Complaint",
  support: "Support",
  quality: "Quality of the bot",
  security: "Security",
  legal: "Legal matter",
  other: "Something else",
};
