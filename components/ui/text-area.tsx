import type { ComponentProps } from "react";
import { cx } from "./cx";
import { Field, type FieldTextProps, inputClass, useField } from "./field";

type TextAreaProps = FieldTextProps & Omit<ComponentProps<"textarea">, "className"> & { inputClassName?: string };

export function TextArea({ inputClassName, ...props }: TextAreaProps) {
  const { field, control } = useField(props);
  return (
    <Field {...field}>
      <textarea spellCheck={false} {...control} className={cx(inputClass, "py-1.5", inputClassName)} />
    </Field>
  );
}
