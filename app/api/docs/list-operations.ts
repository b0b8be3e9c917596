import type { OpenApiDocument, OpenApiOperation } from "../_lib/openapi-document";

export type ListedOperation = { method: string; path: string; operation: OpenApiOperation };
export type OperationGroup = { tag: { name: string; description: string }; operations: ListedOperation[] };

/** The document's operations under their tags, in the document's order. */
export function listOperations({ tags, paths }: OpenApiDocument): OperationGroup[] {
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  return tags.map((tag) => ({ tag, operations: all.filter(({ operation }) => operation.tags.includes(tag.name)) }));
}
