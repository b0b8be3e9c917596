import * as z from "zod";
import { activityOnTheWire, bundleFile, fixtureRequest, maxFileBytes, maxFileDepth, transcriptFile } from "@/lib/model";
import { scopeBodyBytes } from "../../_lib/body-limits";
import { bodyErrors, conversationParams, defineOperation, jsonOnly, standingErrors, startedAnswer } from "../common";

const fileAnswer = { "Content-Disposition": "Names the file after the conversation" };

const exampleBundle = {
  format: "turnscope-bundle",
  version: 1,
  exportedAt: "2026-01-01T00:00:00.000Z",
  bot: { id: "state-management", version: null },
  settings: { overwritePolicy: "sdk", overlapTurns: false },
  conversation: { id: "c-4f2k9x7c3m", channelId: "emulator", createdAt: "2026-01-01T00:00:00.000Z", members: [{ id: "ada", name: "Ada" }] },
  activities: [],
  turns: [],
  writes: [],
  items: [
    {
      key: "emulator/users/ada/",
      scope: "user",
      userId: "ada",
      data: { userProfile: { name: "Ada" } },
      values: [{ name: "Ada" }],
      versions: [{ seq: 7, property: "userProfile", value: 0 }],
    },
  ],
};

export const getTranscript = defineOperation({
  id: "getTranscript",
  isCopy: true,
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/conversations/{conversationId}/transcript",
  tag: "Files",
  summary: "Save what was said as a transcript",
  description:
    "A `.transcript` as the Emulator reads it: a JSON array of activities in order, with what the bot changed as changed and without what it took back.",
  params: conversationParams,
  answer: { status: 200, description: "The transcript.", schema: z.array(activityOnTheWire), headers: fileAnswer },
  errors: [...standingErrors, "conversation_not_found", "file_too_large"],
});

export const openTranscript = defineOperation({
  id: "openTranscript",
  right: { inProduction: "production.edit" },
  method: "POST",
  path: "/api/transcripts",
  tag: "Files",
  summary: "Open a transcript",
  description:
    "As a conversation that can be looked at, not talked in: posting into it and writing its state is answered 409 `conversation_read_only`. Conversation and people get new ids; the bot hears nothing. At most 64 MiB, 100,000 activities and 256 levels of nesting.",
  body: {
    schema: transcriptFile,
    mediaTypes: jsonOnly,
    limitBytes: maxFileBytes,
    maxDepth: maxFileDepth,
    example: [{ type: "message", text: "hello", from: { id: "ada", name: "Ada", role: "user" }, recipient: { id: "bot", role: "bot" } }],
  },
  answer: startedAnswer,
  errors: ["bot_not_found", ...bodyErrors],
});

export const getBundle = defineOperation({
  id: "getBundle",
  isCopy: true,
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/conversations/{conversationId}/bundle",
  tag: "Files",
  summary: "Save a conversation as a bug bundle",
  description:
    "One file with what was said, every turn with its record, and every version of what the bot remembered of this conversation and its people, also of their user state from other conversations: whoever has the file can travel through it. At most 64 MiB and 256 levels of nesting.",
  params: conversationParams,
  answer: { status: 200, description: "The bundle.", schema: bundleFile, headers: fileAnswer },
  errors: [...standingErrors, "conversation_not_found", "file_too_large"],
});

export const openBundle = defineOperation({
  id: "openBundle",
  right: { inProduction: "production.edit" },
  method: "POST",
  path: "/api/bundles",
  tag: "Files",
  summary: "Open a bug bundle",
  description:
    "As a conversation that can be looked at, not talked in, with its turns and the state at each of them. Everything gets new ids. A file that is damaged, too large (64 MiB, 100,000 turns, 256 levels of nesting), of a newer version, or whose ids collide or lead nowhere is refused as a whole; `errors` names each place. Its settings are not taken over.",
  body: { schema: bundleFile, mediaTypes: jsonOnly, limitBytes: maxFileBytes, maxDepth: maxFileDepth, example: exampleBundle },
  answer: startedAnswer,
  errors: ["bot_not_found", ...bodyErrors],
});

export const makeFixture = defineOperation({
  id: "makeFixture",
  right: "person.export",
  method: "POST",
  path: "/api/conversations/{conversationId}/fixture",
  tag: "Files",
  masking: "by-reader",
  summary: "Make a test fixture of a conversation, with pseudonyms",
  description:
    "A bundle for a test bot in which nobody is named. Ids, names, addresses and numbers are tokens of the same type, the same for the same value in this file and others in every other file: their key is forgotten. All dates are earlier by one number of days. Texts are withheld but for those named in `texts`, which are kept without what names people; that takes having unmasked the person. What the dictionary calls `none` is kept, numbers are rounded, and values that fewer than five people have are left out. Still personal data unless shown otherwise: open it with `POST /api/bundles`, fork it to go on.",
  params: conversationParams,
  body: { schema: fixtureRequest, mediaTypes: jsonOnly, limitBytes: scopeBodyBytes, example: { testBotId: "guide-test", texts: [] } },
  answer: { status: 200, description: "The bundle.", schema: bundleFile, headers: { "Content-Disposition": "Names the file" } },
  errors: [
    ...standingErrors,
    "conversation_not_found",
    "file_too_large",
    "values_masked",
    "values_expired",
    "detector_failed",
    ...bodyErrors,
  ],
});
