import { type ComponentProps, useRef } from "react";
import { cx } from "./cx";
import { Field, type FieldTextProps, inputClass, useField } from "./field";
import { useEarlyChoice } from "./use-early-choice";

type SelectProps = FieldTextProps & Omit<ComponentProps<"select">, "className" | "ref">;

/** The browser's own select: keyboard, phone and screen reader support for nothing. Pass `<option>`s as children. */
export function Select(props: SelectProps) {
  const ref = useRef<HTMLSelectElement>(null);
  const { field, control } = useField(props);
  useEarlyChoice(ref);
  return (
    <Field {...field}>
      <select {...control} ref={ref} className={cx(inputClass, "h-7.5")} />
    </Field>
  );
}
