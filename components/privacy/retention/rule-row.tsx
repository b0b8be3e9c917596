import { Button } from "@/components/ui/button";
import { defaultRetention, type ShownRule } from "@/lib/model";
import { basisOf, ruleWords } from "./retention-words";

type RuleRowProps = { rule: ShownRule; onChange: (more: Partial<ShownRule>) => void; onRemove: () => void };

/** Those that came with Turnscope are turned off, others can be taken away; what the dictionary says is changed there. */
export function RuleRow({ rule, onChange, onRemove }: RuleRowProps) {
  const words = ruleWords(rule);
  const bots = rule.botId ?? "production";
  const then = rule.action === "delete" ? "deleted" : "pseudonymised";
  const isOfDictionary = rule.origin === "dictionary";
  const isRemovable = !isOfDictionary && !defaultRetention.some(({ id }) => id === rule.id);
  return (
    <tr className="border-b border-line last:border-b-0">
      <td className="px-3 py-2 wrap-anywhere sm:min-w-40">
        {words}
        <span className="block text-xs text-muted sm:hidden">
          {bots}, then {then}
        </span>
      </td>
      <td className="px-3 py-2 text-muted max-sm:hidden">{bots}</td>
      <td className="px-3 py-2">
        {isOfDictionary ? (
          rule.days
        ) : (
          <input
            type="number"
            min={1}
            className="w-20 rounded-md border border-line bg-surface px-2 py-1"
            aria-label={`Days: ${words}`}
            value={Number.isNaN(rule.days) ? "" : rule.days}
            onChange={(event) => onChange({ days: event.target.valueAsNumber })}
          />
        )}{" "}
        <span className="text-muted">{basisOf(rule)}</span>
      </td>
      <td className="px-3 py-2 max-sm:hidden">{then}</td>
      <td className="px-3 py-2">
        {isOfDictionary ? (
          <span className="text-muted">by the dictionary</span>
        ) : (
          <input
            type="checkbox"
            aria-label={`On: ${words}`}
            checked={rule.isOn}
            onChange={(event) => onChange({ isOn: event.target.checked })}
          />
        )}
        {isRemovable && (
          <Button variant="ghost" size="sm" className="sm:ml-3" aria-label={`Remove: ${words}`} onClick={onRemove}>
            Remove
          </Button>
        )}
      </td>
    </tr>
  );
}
