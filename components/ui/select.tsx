import type { ComponentProps } from "react";
import { cx } from "./cx";
import { Field, type FieldTextProps, inputClass, useField } from "./field";

type SelectProps = FieldTextProps & Omit<ComponentProps<"select">, "className">;

/** The browser's own select: keyboard, phone and screen reader support for nothing. Pass `<option>`s as children. */
export function Select(props: SelectProps) {
  const { field, control } = useField(props);
  return (
    <Field {...field}>
      <select {...control} className={cx(inputClass, "h-7.5")} />
    </Field>
  );
}
