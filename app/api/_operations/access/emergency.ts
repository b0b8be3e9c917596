import * as z from "zod";
import { askEmergency as askEmergencyBody, emergency } from "@/lib/model";
import { accessBodyBytes } from "../../_lib/body-limits";
import { bodyErrors, defineOperation, jsonOnly } from "../common";

const emergencyParams = z.object({ emergencyId: z.string() });

export const askEmergency = defineOperation({
  id: "askEmergency",
  right: "access.manage",
  method: "POST",
  path: "/api/access/emergency",
  tag: "Access",
  summary: "Ask to read people's data in an emergency",
  description: "For whoever signed in, not with a key. An approver grants it within an hour, or it lapses. Name nobody in the reason.",
  body: {
    schema: askEmergencyBody,
    mediaTypes: jsonOnly,
    limitBytes: accessBodyBytes,
    example: { reason: "The bot answers with what others said" },
  },
  answer: { status: 201, description: "What was asked for; `getMe` tells how it stands.", schema: emergency },
  errors: ["emergency_open", "not_allowed", ...bodyErrors],
});

export const grantEmergency = defineOperation({
  id: "grantEmergency",
  right: "privacy.approve",
  method: "POST",
  path: "/api/access/emergency/{emergencyId}/grant",
  tag: "Access",
  summary: "Let an administrator read for 30 minutes",
  description: "They read and unmask as a privacy reviewer does, and change and export nothing. By somebody else than who asked.",
  params: emergencyParams,
  answer: { status: 200, description: "It lasts.", schema: emergency },
  errors: ["emergency_not_found", "second_person_needed", "not_allowed"],
});

export const endEmergency = defineOperation({
  id: "endEmergency",
  right: "signed-in",
  method: "DELETE",
  path: "/api/access/emergency/{emergencyId}",
  tag: "Access",
  summary: "End emergency access early, or refuse it",
  description: "By who asked or an approver. Ending what has ended changes nothing.",
  params: emergencyParams,
  answer: { status: 200, description: "It has ended.", schema: emergency },
  errors: ["emergency_not_found", "not_allowed"],
});
