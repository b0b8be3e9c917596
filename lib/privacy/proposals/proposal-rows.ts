import { db, decodeText, encodeText, type Sql, sql } from "@/lib/db";
import { type Caller, HarnessError, type Proposal, type ProposedWork, proposalStates, proposedWork } from "@/lib/model";
import { mayDecide } from "../second-person";

type Row = {
  id: string;
  body: string;
  reason: string;
  state: string;
  proposed_by: string;
  proposer_id: string;
  proposed_at: string;
  decided_by: string | null;
  decided_at: string | null;
  note: string | null;
  is_self_approved: boolean;
};

/** A proposal with who made it, by the id that stays on record. */
export type KeptProposal = Omit<Proposal, "mayDecide"> & { proposerId: string };

export async function selectProposals(where: Sql): Promise<KeptProposal[]> {
  const rows = await (await db()).query<Row>(sql`SELECT id, body, reason, state, proposed_by, proposer_id, proposed_at, decided_by,
    decided_at, note, is_self_approved FROM proposal WHERE ${where}`);
  return rows.map((row) => ({
    id: row.id,
    work: proposedWork.parse(JSON.parse(row.body)),
    reason: decodeText(row.reason),
    state: proposalStates.find((state) => state === row.state) ?? "failed",
    proposedBy: decodeText(row.proposed_by),
    proposerId: decodeText(row.proposer_id),
    proposedAt: row.proposed_at,
    decidedBy: row.decided_by === null ? null : decodeText(row.decided_by),
    decidedAt: row.decided_at,
    note: row.note === null ? null : decodeText(row.note),
    isSelfApproved: row.is_self_approved,
  }));
}

/** Throws `proposal_not_found`. */
export async function requireProposal(id: string): Promise<KeptProposal> {
  const [found] = await selectProposals(sql`id = ${encodeText(id)}`);
  if (!found) throw new HarnessError("proposal_not_found", "There is no such proposal.");
  return found;
}

export function toProposal({ proposerId, ...kept }: KeptProposal, caller: Caller): Proposal {
  return { ...kept, mayDecide: kept.state === "open" && mayDecide(caller, proposerId) };
}

export function insertProposal(id: string, work: ProposedWork, { reason, caller }: { reason: string; caller: Caller }): Sql {
  const by = [encodeText(caller.name), encodeText(caller.id)] as const;
  return sql`INSERT INTO proposal (id, kind, person_id, body, reason, state, proposed_by, proposer_id, proposed_at)
    VALUES (${id}, ${work.kind}, ${work.personId}, ${JSON.stringify(work)}, ${encodeText(reason)}, 'open', ${by[0]}, ${by[1]},
      ${new Date().toISOString()})`;
}

type Decision = { state: "approved" | "rejected" | "failed"; caller: Caller; note: string | null; isSelfApproved: boolean };

export function updateProposal(id: string, { state, caller, note, isSelfApproved }: Decision): Sql {
  return sql`UPDATE proposal SET state = ${state}, decided_by = ${encodeText(caller.name)}, decider_id = ${encodeText(caller.id)},
    decided_at = ${new Date().toISOString()}, note = ${note === null ? null : encodeText(note)}, is_self_approved = ${isSelfApproved}
    WHERE id = ${encodeText(id)} AND state = 'open'`;
}
