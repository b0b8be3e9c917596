"use client";
import { type ReactNode, useId } from "react";
import { useMay } from "@/components/access/use-me";
import { UnmaskingRecord } from "@/components/masking/unmasking-record";
import { PageFrame } from "@/components/ui/page-frame";
import { PageLink } from "@/components/ui/page-link";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { PersonaList } from "./persona-list";
import { budgetBytes, hasSingleKeys, smallestBudgetBytes, theme, themes, useBudgetBytes, useHasSingleKeys, useTheme } from "./preferences";

function Part({ title, description, children }: { title: string; description: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="grid gap-x-8 gap-y-2 border-t border-line py-5 grid-cols-[minmax(0,1fr)] md:grid-cols-[16rem_minmax(0,1fr)]"
    >
      <div>
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        <p className="text-sm text-muted">{description}</p>
      </div>
      <div className="max-w-xl">{children}</div>
    </section>
  );
}

const themeNames = { system: "As the system", light: "Light", dark: "Dark" };

function ThemeSetting() {
  const current = useTheme();
  return (
    <Select
      label="Theme"
      className="max-w-60"
      value={current}
      onChange={(event) => theme.set(themes.find((name) => name === event.target.value) ?? "system")}
    >
      {themes.map((name) => (
        <option key={name} value={name}>
          {themeNames[name]}
        </option>
      ))}
    </Select>
  );
}

function BudgetSetting() {
  const bytes = useBudgetBytes();
  return (
    <TextField
      key={bytes}
      label="Budget for one scope, in KiB"
      className="max-w-60"
      type="number"
      min={smallestBudgetBytes / 1024}
      step="any"
      defaultValue={bytes / 1024}
      onBlur={(event) => {
        const next = Math.round(event.target.valueAsNumber * 1024);
        if (next >= smallestBudgetBytes) budgetBytes.set(next);
        else event.target.value = String(bytes / 1024);
      }}
    />
  );
}

function KeysSetting() {
  const isOn = useHasSingleKeys();
  return (
    <label className="flex items-center gap-2 text-sm">
      <input
        type="checkbox"
        className="size-4 accent-accent"
        checked={isOn}
        onChange={(event) => hasSingleKeys.set(event.target.checked)}
      />
      Single keys do things (n, j, k, ? and others)
    </label>
  );
}

export function SettingsPage() {
  const [mayManage, maySee] = [useMay("access.manage"), useMay("production.see")];
  return (
    <PageFrame title="Settings" description="Kept in this browser, except for people and the record of unmaskings.">
      <Part title="Theme" description="Light and dark are both made for long days.">
        <ThemeSetting />
      </Part>
      <Part title="State budget" description="The old Bot State service allowed 32 KiB. Sizes are shown against this; nothing is refused.">
        <BudgetSetting />
      </Part>
      <Part title="Keyboard" description="Switch single keys off if speech input or a screen reader types them for you. Ctrl K stays.">
        <KeysSetting />
      </Part>
      <Part
        title="People"
        description="Whom you can speak as. Those kept on the server are there for everybody who uses it. What bots remember about a person stays when the person is forgotten here."
      >
        <PersonaList />
      </Part>
      {mayManage && (
        <Part title="Users and keys" description="Who may come in and with which role, and the keys of scripts.">
          <PageLink href="/settings/access" className="text-sm text-accent underline">
            Users and keys
          </PageLink>
        </Part>
      )}
      {maySee && (
        <Part title="Unmaskings" description="Who has looked at whose values of production bots, and why. Nothing is ever taken out.">
          <UnmaskingRecord />
        </Part>
      )}
    </PageFrame>
  );
}
