import type { OperationGroup } from "./list-operations";
import { MethodBadge } from "./method-badge";

/** The way around the page: beside it on wide screens, before it on narrow ones. */
export function OperationIndex({ groups }: { groups: readonly OperationGroup[] }) {
  return (
    <nav aria-label="Operations" className="mb-6 text-sm lg:sticky lg:top-0 lg:max-h-[calc(100dvh-6rem)] lg:self-start lg:overflow-y-auto">
      {groups.map(({ tag, operations }) => (
        <div key={tag.name} className="mb-3">
          <a href={`#tag-${tag.name}`} className="font-semibold hover:underline">
            {tag.name}
          </a>
          <ul className="mt-1">
            {operations.map(({ method, operation }) => (
              <li key={operation.operationId}>
                <a
                  href={`#${operation.operationId}`}
                  className="flex items-center gap-2 rounded-md px-1 py-0.5 text-muted hover:bg-hover hover:text-ink"
                >
                  <MethodBadge method={method} />
                  <span className="truncate">{operation.operationId}</span>
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
      <a href="#errors" className="mb-1 block font-semibold hover:underline">
        Errors
      </a>
      <a href="#schemas" className="block font-semibold hover:underline">
        Schemas
      </a>
    </nav>
  );
}
