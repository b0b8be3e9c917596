const tones: Record<string, string> = {
  GET: "bg-added-wash text-added",
  POST: "bg-selected text-accent",
  PUT: "bg-changed-wash text-changed",
  PATCH: "bg-changed-wash text-changed",
  DELETE: "bg-removed-wash text-removed",
};

export function MethodBadge({ method }: { method: string }) {
  return (
    <span
      className={`inline-block w-14 shrink-0 rounded border border-line py-px text-center font-mono text-xs font-semibold ${tones[method] ?? ""}`}
    >
      {method}
    </span>
  );
}
