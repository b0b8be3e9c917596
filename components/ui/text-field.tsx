import { type ComponentProps, useId } from "react";
import { cx } from "./cx";
import { describedBy, Field, type FieldTextProps, inputClass } from "./field";

type TextFieldProps = FieldTextProps & Omit<ComponentProps<"input">, "className"> & { inputClassName?: string };

export function TextField({ label, description, error, isLabelHidden, className, inputClassName, id, ...props }: TextFieldProps) {
  const ownId = useId();
  const fieldId = id ?? ownId;
  return (
    <Field id={fieldId} label={label} description={description} error={error} isLabelHidden={isLabelHidden} className={className}>
      <input
        autoComplete="off"
        {...props}
        id={fieldId}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(fieldId, { description, error })}
        className={cx(inputClass, "h-7.5", inputClassName)}
      />
    </Field>
  );
}
