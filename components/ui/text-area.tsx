import { type ComponentProps, useId } from "react";
import { cx } from "./cx";
import { describedBy, Field, type FieldTextProps, inputClass } from "./field";

type TextAreaProps = FieldTextProps & Omit<ComponentProps<"textarea">, "className"> & { inputClassName?: string };

export function TextArea({ label, description, error, isLabelHidden, className, inputClassName, id, ...props }: TextAreaProps) {
  const ownId = useId();
  const fieldId = id ?? ownId;
  return (
    <Field id={fieldId} label={label} description={description} error={error} isLabelHidden={isLabelHidden} className={className}>
      <textarea
        spellCheck={false}
        {...props}
        id={fieldId}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(fieldId, { description, error })}
        className={cx(inputClass, "py-1.5", inputClassName)}
      />
    </Field>
  );
}
