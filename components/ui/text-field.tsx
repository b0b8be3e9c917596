import type { ComponentProps } from "react";
import { cx } from "./cx";
import { Field, type FieldTextProps, inputClass, useField } from "./field";

type TextFieldProps = FieldTextProps & Omit<ComponentProps<"input">, "className"> & { inputClassName?: string };

export function TextField({ inputClassName, ...props }: TextFieldProps) {
  const { field, control } = useField(props);
  return (
    <Field {...field}>
      <input autoComplete="off" {...control} className={cx(inputClass, "h-7.5", inputClassName)} />
    </Field>
  );
}
