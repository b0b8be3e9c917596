import { type ComponentProps, useId } from "react";
import { cx } from "./cx";
import { describedBy, Field, type FieldTextProps, inputClass } from "./field";

type SelectProps = FieldTextProps & Omit<ComponentProps<"select">, "className">;

/** The browser's own select: keyboard, phone and screen reader support for nothing. Pass `<option>`s as children. */
export function Select({ label, description, error, isLabelHidden, className, id, ...props }: SelectProps) {
  const ownId = useId();
  const fieldId = id ?? ownId;
  return (
    <Field id={fieldId} label={label} description={description} error={error} isLabelHidden={isLabelHidden} className={className}>
      <select
        {...props}
        id={fieldId}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(fieldId, { description, error })}
        className={cx(inputClass, "h-7.5")}
      />
    </Field>
  );
}
