import { type Erasure, erasureLimits } from "@/lib/model";

/** What this does not reach, why, and what waits for somebody to decide. */
export function NotErased({ erasure: { plan, waiting } }: { erasure: Erasure }) {
  const undecided = Math.max(
    waiting,
    plan.unattributed.reduce((sum, { places }) => sum + places, 0),
  );
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
      {undecided > 0 && (
        <div className="rounded-lg border border-line bg-changed-wash px-4 py-3 text-sm">
          <p className="font-semibold text-changed">
            {undecided} {undecided === 1 ? "place needs" : "places need"} a decision.
          </p>
          <p>It is in state that others share, and no turn tells who wrote it. It stays until somebody decides.</p>
          <ul className="mt-1 font-mono text-xs">
            {plan.unattributed.map(({ botId, pattern, reason, places }) => (
              <li key={`${botId} ${pattern} ${reason}`} className="wrap-anywhere">
                {botId} · {pattern} ({places})
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
