import { type Role, roleLabels, roleNames } from "@/lib/model";

const hints: Record<Role, string> = {
  tester: "Test bots, whole. Production bots are not there.",
  "product-owner": "Production bots too, with values masked.",
  "privacy-reviewer": "Unmasks with a reason, corrects, exports, proposes what erases.",
  approver: "Approves what others proposed; reads the audit log.",
  administrator: "Users, roles and keys. No production data.",
};

type RoleChoiceProps = { chosen: readonly Role[]; onChange: (roles: Role[]) => void; isDisabled?: boolean };

export function RoleChoice({ chosen, onChange, isDisabled }: RoleChoiceProps) {
  return (
    <fieldset disabled={isDisabled} className="flex flex-col gap-1.5">
      <legend className="mb-1 text-sm font-medium">Roles</legend>
      {roleNames.map((role) => (
        <label key={role} className="flex items-start gap-2 text-sm">
          <input
            type="checkbox"
            className="mt-0.5 size-4 shrink-0 accent-accent"
            checked={chosen.includes(role)}
            onChange={({ target }) => onChange(roleNames.filter((one) => (one === role ? target.checked : chosen.includes(one))))}
          />
          <span>
            {roleLabels[role]}
            <span className="block text-xs text-muted">{hints[role]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
