import { type Erasure, erasureLimits } from "@/lib/model";

/** What this does not reach, and why. */
export function NotErased({ erasure: { plan } }: { erasure: Erasure }) {
  return (
    <>
      {plan.holds.length > 0 && (
        <div role="alert" className="rounded-lg border border-line bg-removed-wash px-4 py-3 text-sm">
          <p className="font-semibold text-removed">A legal hold stands: this does not run.</p>
          <ul className="mt-1">
            {plan.holds.map(({ matter, on, reviewOn }) => (
              <li key={`${matter} ${on}`}>
                {matter}, on {on === "person" ? "the person" : "a conversation"}, to be reviewed by {reviewOn}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="rounded-lg border border-line bg-surface">
        <h3 className="border-b border-line px-4 py-2 text-sm font-semibold">Not erased, and why</h3>
        <ul className="text-sm">
          {plan.limits.map((code) => (
            <li key={code} className="border-line px-4 py-2 not-first:border-t">
              {erasureLimits[code]}
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
