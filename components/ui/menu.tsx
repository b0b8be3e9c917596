"use client";
import { Menu as BaseMenu } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { cx } from "./cx";

export const popupClass =
  "z-50 max-h-[min(28rem,var(--available-height))] max-w-[calc(100vw-1rem)] overflow-y-auto rounded-lg border border-line bg-surface text-ink shadow-raised outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0";

type MenuProps = { trigger: ReactElement; children: ReactNode; align?: "start" | "end"; className?: string };

export function Menu({ trigger, children, align = "start", className }: MenuProps) {
  return (
    <BaseMenu.Root>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner align={align} sideOffset={4} className="z-50 outline-none">
          {/* In the order of Tab, since a long menu scrolls and its items are reached with the arrow keys. */}
          <BaseMenu.Popup tabIndex={0} className={cx(popupClass, "min-w-48 p-1", className)}>
            {children}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

type MenuItemProps = {
  children: ReactNode;
  onSelect: () => void;
  icon?: ReactNode;
  /** A second, quieter line. */
  hint?: ReactNode;
  shortcut?: ReactNode;
  disabled?: boolean;
  isDanger?: boolean;
  isChecked?: boolean;
};

export function MenuItem({ children, onSelect, icon, hint, shortcut, disabled, isDanger, isChecked }: MenuItemProps) {
  return (
    <BaseMenu.Item
      disabled={disabled}
      onClick={onSelect}
      className={cx(
        "flex cursor-default items-start gap-2 rounded-md px-2 py-1.5 text-sm outline-none select-none data-highlighted:bg-hover",
        isDanger && "text-removed",
        disabled && "text-muted",
      )}
    >
      {icon && <span className="flex size-5 shrink-0 items-center justify-center">{icon}</span>}
      <span className="min-w-0 grow">
        <span className="block">{children}</span>
        {hint && <span className="block text-xs break-words text-muted">{hint}</span>}
      </span>
      {shortcut}
      {isChecked && <Check aria-label="chosen" className="mt-0.5 size-4 shrink-0 text-accent" />}
    </BaseMenu.Item>
  );
}

export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <BaseMenu.Group>
      <BaseMenu.GroupLabel className="px-2 pt-1.5 pb-1 text-xs font-semibold text-muted">{label}</BaseMenu.GroupLabel>
      {children}
    </BaseMenu.Group>
  );
}

export function MenuSeparator() {
  return <BaseMenu.Separator className="my-1 h-px bg-line" />;
}
