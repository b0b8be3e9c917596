import type { ReactNode } from "react";
import { cx } from "./cx";

export type FieldTextProps = { label: string; description?: ReactNode; error?: string | null; isLabelHidden?: boolean; className?: string };

type FieldProps = FieldTextProps & { id: string; children: ReactNode };

export const inputClass =
  "w-full rounded-md border border-line-strong bg-surface px-2 text-sm text-ink placeholder:text-muted aria-invalid:border-removed disabled:opacity-60";

/** The ids that describe a field, for aria-describedby. */
export function describedBy(id: string, { description, error }: Pick<FieldTextProps, "description" | "error">): string | undefined {
  const ids = [description ? `${id}-description` : null, error ? `${id}-error` : null].filter((part) => part !== null);
  return ids.length > 0 ? ids.join(" ") : undefined;
}

export function Field({ id, label, description, error, isLabelHidden = false, className, children }: FieldProps) {
  return (
    <div className={cx("flex flex-col gap-1", className)}>
      <label htmlFor={id} className={isLabelHidden ? "sr-only" : "text-sm font-medium"}>
        {label}
      </label>
      {children}
      {description && (
        <p id={`${id}-description`} className="text-xs text-muted">
          {description}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="text-xs text-removed">
          {error}
        </p>
      )}
    </div>
  );
}
