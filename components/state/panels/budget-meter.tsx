import { cx } from "@/components/ui/cx";
import { type Scope, scopeLabels } from "@/lib/model";
import { formatBytes } from "../values/measure";

const fills: Record<Scope, string> = {
  user: "bg-scope-user",
  conversation: "bg-scope-conversation",
  private: "bg-scope-private",
  dialog: "bg-scope-dialog",
};

type BudgetMeterProps = { scope: Scope; bytes: number; budgetBytes: number };

export function BudgetMeter({ scope, bytes, budgetBytes }: BudgetMeterProps) {
  const text = `${formatBytes(bytes)} of ${formatBytes(budgetBytes)}`;
  const share = Math.min(bytes / budgetBytes, 1);
  return (
    // biome-ignore lint/a11y/useSemanticElements: browsers draw <meter> in colours of their own
    <div
      role="meter"
      aria-label={`Size of ${scopeLabels[scope].toLowerCase()}`}
      aria-valuemin={0}
      aria-valuemax={budgetBytes}
      aria-valuenow={Math.min(bytes, budgetBytes)}
      aria-valuetext={text}
      title={text}
      className="h-1 w-12 shrink-0 overflow-hidden rounded-full bg-line"
    >
      <div
        className={cx("h-full rounded-full", bytes > budgetBytes ? "bg-danger" : fills[scope])}
        style={{ width: bytes === 0 ? 0 : `max(2px, ${share * 100}%)` }}
      />
    </div>
  );
}
