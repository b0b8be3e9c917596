import { cx } from "@/components/ui/cx";
import { type Erasure, type ErasurePlan, erasureLimits } from "@/lib/model";

/** What this does not reach, and why. */
export function NotErased({ erasure: { plan, step } }: { erasure: Erasure }) {
  return (
    <>
      {plan.holds.length > 0 && <Holds plan={plan} isDone={step === "done"} />}
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

const onWords = { person: "all that is theirs", conversation: "a conversation", days: "some days" } as const;

/** Of a hold on somebody else nothing is said that tells who that is. */
function holdWords({ matter, on, owner, reviewOn, ground }: ErasurePlan["holds"][number]): string {
  const what = on === "other" ? "On somebody else, whose data stays as it is." : `Matter ${matter}, on ${onWords[on]}.`;
  return `${what} ${owner} looks at it again by ${reviewOn}. Ground: Art. ${ground} GDPR.`;
}

/** On the whole person nothing runs; else what is held is kept, and the rest goes. */
function Holds({ plan: { holds, kept }, isDone }: { plan: ErasurePlan; isDone: boolean }) {
  const isBlocked = holds.some(({ on }) => on === "person");
  return (
    <section
      aria-label="Legal holds"
      className={cx("rounded-lg border border-line px-4 py-3 text-sm", isBlocked ? "bg-removed-wash" : "bg-changed-wash")}
    >
      <h3 className={cx("font-semibold", isBlocked ? "text-removed" : "text-changed")}>
        {isBlocked ? "A legal hold is on all that is theirs: nothing runs." : "A part stays under a legal hold."}
      </h3>
      <p>
        {isBlocked
          ? "Nothing would be left to erase. Once the hold is released, make the plan anew."
          : `${count(kept.conversations, "conversation")} and ${count(kept.items, "remembered item")} beside them ${isDone ? "are kept" : "stay"} as they are, with who the person is, and ${isDone ? "are" : "will be"} restricted. The rest ${isDone ? "was" : "is"} erased.`}
      </p>
      <ul className="mt-2 flex flex-col gap-1">
        {[...new Set(holds.map(holdWords))].map((words) => (
          <li key={words} className="wrap-anywhere">
            {words}
          </li>
        ))}
      </ul>
    </section>
  );
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? "" : "s"}`;
}
