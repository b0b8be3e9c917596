/** Columns that hold what staff are called, who may be called like somebody who was erased, and our own sentence on why an erasure failed. */
const columns = new Set([
  ...["by", "created_by", "assigned_to", "resolved_by", "classified_by", "linked_by", "unlinked_by", "decided_by", "opened_by"],
  ...["planned_by", "approved_by", "lifted_by", "released_by", "owner", "matter", "made_by", "proposed_by", "failure"],
]);
const tables = new Set(["account", "audit_actor", "api_key"]);

export function isOfStaff(table: string, column: string): boolean {
  return tables.has(table) || columns.has(column);
}
