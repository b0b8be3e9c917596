import { errorStatus } from "@/lib/model";

/** Every code and its status: what a script may rely on. */
export function ErrorCodes() {
  return (
    <section aria-labelledby="errors" className="mb-10">
      <h2 id="errors" className="border-b border-line pb-1 text-base font-semibold">
        Errors
      </h2>
      <p className="mt-1 mb-2 max-w-3xl text-sm">
        Any request can also be answered 403 (its Host or Origin is not ours), 404 (nothing has its address) or 405 (with Allow).
      </p>
      <ul className="grid gap-x-6 text-sm sm:grid-cols-2">
        {Object.entries(errorStatus).map(([code, status]) => (
          <li key={code}>
            <span className="inline-block w-10 font-mono text-muted">{status}</span>
            <code className="font-mono">{code}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}
