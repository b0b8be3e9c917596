/** Columns that hold what staff are called: they may have the name of somebody who was erased. */
export const staffColumns: ReadonlySet<string> = new Set([
  ...["by", "created_by", "assigned_to", "resolved_by", "classified_by", "linked_by", "unlinked_by", "decided_by", "opened_by"],
  ...["planned_by", "approved_by", "lifted_by", "released_by", "owner", "matter"],
]);
