import { encodeText, type Sql, sql } from "@/lib/db";
import { type Classification, type ClassificationField, classificationFields } from "@/lib/model";

/** A path before and after what somebody said about it. */
export type Description = { pathId: string; before: Classification; after: Classification };
export type FieldChange = {
  field: ClassificationField;
  before: Classification[ClassificationField];
  after: Classification[ClassificationField];
};

type DescribeContext = { botId: string; by: string; at: string };

export function listFieldChanges({ before, after }: Pick<Description, "before" | "after">): FieldChange[] {
  return classificationFields
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, before: before[field], after: after[field] }));
}

/** The statements that keep what was said about a path, with its line in the history; none when nothing is different. */
export function describePath(description: Description, { botId, by, at }: DescribeContext): Sql[] {
  const fields = listFieldChanges(description);
  if (fields.length === 0) return [];
  const { pathId, after } = description;
  const [label, purpose, category, audience] = [after.label, after.purpose, after.category, after.audience].map(
    (text) => text && encodeText(text),
  );
  return [
    sql`UPDATE dictionary_path SET label = ${label}, purpose = ${purpose}, category = ${category}, is_sensitive = ${after.isSensitive},
      origin = ${after.origin}, audience = ${audience}, retention_days = ${after.retentionDays}, legal_basis = ${after.legalBasis},
      classified_by = ${encodeText(by)}, classified_at = ${at} WHERE id = ${pathId}`,
    sql`INSERT INTO dictionary_change (bot_id, path_id, by, at, fields)
      VALUES (${encodeText(botId)}, ${pathId}, ${encodeText(by)}, ${at}, ${encodeText(JSON.stringify(fields))})`,
  ];
}
