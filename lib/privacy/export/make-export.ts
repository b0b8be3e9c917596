import { createHash } from "node:crypto";
import { encodeText, type Sql, sql } from "@/lib/db";
import { requirePerson } from "@/lib/memory";
import {
  type Caller,
  type ExportKind,
  type ExportRequest,
  HarnessError,
  type MadeExport,
  newExportId,
  type PrivacyCase,
  type ReaderSight,
} from "@/lib/model";
import { gates } from "@/lib/state";
import { requireRequest } from "../requests/case-row";
import { changeRequest } from "../requests/change-request";
import { listReleased } from "../requests/read-request";
import { removeExport, writeExport } from "./export-files";
import { exportGate, requireNotBeingErased, requireSamePerson } from "./export-gate";
import { selectExports } from "./list-exports";
import { requireReleasable } from "./list-withheld";
import { makeArchive } from "./make-archive";
import { partKey } from "./own-activities";
import type { PersonData } from "./person-data";
import { toPortable } from "./portable-data";
import { readPersonData, type WholePerson } from "./read-person-data";

/** So long a file can be fetched. */
const exportDays = 7;

type Asking = { caller: Caller; sight: ReaderSight };

/**
 * Makes the ZIP of a case, puts it beside the database and answers its link. Throws `case_not_identified` before it is known who asked, and
 * `case_state_conflict` once the person was erased, `person_being_erased` while they are, `values_masked` for what is released unseen.
 */
export async function makeExport(number: string, request: ExportRequest, by: Asking): Promise<MadeExport> {
  const identities = await requirePerson(requireIdentified(await requireRequest(number)));
  await requireNotBeingErased(identities);
  const release = await gates().acquireAll(identities.map(({ identityId }) => exportGate(identityId)).sort());
  try {
    return await makeOf(await requireRequest(number), request, by);
  } finally {
    release();
  }
}

async function makeOf(found: PrivacyCase, { kind, release }: ExportRequest, { caller, sight }: Asking): Promise<MadeExport> {
  const { number } = found;
  const personId = requireIdentified(found);
  await requireReleasable(personId, release, sight);
  const released = new Set([...(await listReleased(number)), ...release].map(partKey));
  const person = await readPersonData(personId, { number, released });
  const wanted = kind ?? (found.type === "portability" ? "portability" : "access");
  const bytes = await makeArchive(await archiveOf(wanted, person));
  const id = newExportId();
  await writeExport(id, bytes);
  try {
    const statements = [
      ...release.map((part) => insertReleased(number, part, caller)),
      insertExport({ id, number, personId, kind: wanted, bytes }, caller),
    ];
    await changeRequest(await requireRequest(number), {
      caller,
      action: "case.exported",
      detail: { kind: wanted, bytes: bytes.length, released: release.length },
      statements,
    });
  } catch (error) {
    await removeExport(id);
    await requireSamePerson(number, personId);
    throw error;
  }
  const [made] = await selectExports(sql`id = ${id}`);
  if (!made) throw new Error("An export that was made is listed.");
  return { ...made, gaps: person.covers.flatMap(({ gaps }) => gaps), withheld: countWithheld(person.data) };
}

function requireIdentified({ personId, identified, state }: PrivacyCase): string {
  if (personId === null)
    throw new HarnessError("case_state_conflict", "This person was erased: there is nothing to export.", { details: { state } });
  if (identified !== null) return personId;
  throw new HarnessError(
    "case_not_identified",
    "Make sure first that who asks is who the data are about: by a code in their chat, or say why there is no doubt.",
  );
}

async function archiveOf(kind: ExportKind, { data, covers, files }: WholePerson) {
  if (kind === "access") return { kind, page: data, data, covers, files };
  const portable = await toPortable(data);
  const own = files.filter(({ sentBy }) => sentBy === "you");
  return { kind, page: portablePage(data, portable), data: portable, covers, files: own };
}

/** The page of a portability export says no more than its data. */
function portablePage(data: PersonData, portable: Awaited<ReturnType<typeof toPortable>>): PersonData {
  return {
    ...data,
    kind: "portability",
    state: portable.state.map((item) => ({ ...item, earlier: [] })),
    sharedState: portable.sharedState.map((item) => ({ ...item, earlier: [], withheld: 0 })),
    facts: data.facts.filter(({ origin }) => origin !== "inferred"),
    conversations: data.conversations.map((one) => ({ ...one, turns: [], activities: one.activities.filter(({ who }) => who === "you") })),
    attachments: portable.attachments,
    records: [],
    consultations: [],
  };
}

function countWithheld({ conversations }: PersonData): number {
  return conversations.reduce((count, { activities }) => count + activities.filter(({ isWithheld }) => isWithheld).length, 0);
}

function insertReleased(number: string, part: ExportRequest["release"][number], caller: Caller): Sql {
  return sql`INSERT INTO released_activity (number, conversation_id, activity_id, reason, "by", at) VALUES (${number},
    ${encodeText(part.conversationId)}, ${encodeText(part.activityId)}, ${encodeText(part.reason)}, ${encodeText(caller.name)},
    ${new Date().toISOString()}) ON CONFLICT (number, conversation_id, activity_id) DO UPDATE SET reason = excluded.reason`;
}

type NewExport = { id: string; number: string; personId: string; kind: ExportKind; bytes: Uint8Array };

/** Fails, and the transaction with it, when the case is no longer this person's: its number is then null, which the column refuses. */
function insertExport({ id, number, personId, kind, bytes }: NewExport, caller: Caller): Sql {
  const now = Date.now();
  const [madeAt, expiresAt] = [now, now + exportDays * 86_400_000].map((ms) => new Date(ms).toISOString());
  const hash = createHash("sha256").update(bytes).digest("hex");
  const theirs = sql`(SELECT number FROM privacy_request WHERE number = ${number} AND person_id = ${personId})`;
  return sql`INSERT INTO privacy_export (id, number, kind, bytes, hash, made_by, made_at, expires_at) VALUES (${id}, ${theirs}, ${kind},
    ${bytes.length}, ${hash}, ${encodeText(caller.name)}, ${madeAt}, ${expiresAt})`;
}
