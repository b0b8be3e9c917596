import { type ReactNode, useId } from "react";
import { cx } from "./cx";

export type FieldTextProps = { label: string; description?: ReactNode; error?: string | null; isLabelHidden?: boolean; className?: string };

type FieldProps = FieldTextProps & { id: string; children: ReactNode };

export const inputClass =
  "w-full rounded-md border border-line-strong bg-surface px-2 text-sm text-ink placeholder:text-muted aria-invalid:border-removed disabled:opacity-60";

/** What a field and the control in it are given, so that label, description and error belong to the control. */
export function useField<Props extends FieldTextProps & { id?: string }>({
  label,
  description,
  error,
  isLabelHidden,
  className,
  id,
  ...props
}: Props) {
  const ownId = useId();
  const fieldId = id ?? ownId;
  return {
    field: { id: fieldId, label, description, error, isLabelHidden, className },
    control: {
      ...props,
      id: fieldId,
      "aria-invalid": error ? true : undefined,
      "aria-describedby": describedBy(fieldId, { description, error }),
    },
  };
}

/** The ids that describe a field, for aria-describedby. */
function describedBy(id: string, { description, error }: Pick<FieldTextProps, "description" | "error">): string | undefined {
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
