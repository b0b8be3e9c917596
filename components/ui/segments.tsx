"use client";
import { useId } from "react";
import { cx } from "./cx";

type SegmentsProps<Value extends string> = {
  legend: string;
  choices: readonly { value: Value; label: string; count: number | undefined }[];
  value: Value;
  onChange: (value: Value) => void;
};

/** One of a few, side by side, each with how many there are. */
export function Segments<Value extends string>({ legend, choices, value, onChange }: SegmentsProps<Value>) {
  const name = useId();
  return (
    <fieldset className="flex rounded-md border border-line-strong p-0.5">
      <legend className="sr-only">{legend}</legend>
      {choices.map((choice) => (
        <label
          key={choice.value}
          className={cx(
            "cursor-pointer rounded px-2 py-0.5 text-sm has-focus-visible:outline-2 has-focus-visible:outline-focus",
            choice.value === value ? "bg-selected font-semibold text-accent" : "text-muted hover:bg-hover",
          )}
        >
          <input type="radio" name={name} className="sr-only" checked={choice.value === value} onChange={() => onChange(choice.value)} />
          {choice.label} <span className="font-mono text-xs">{choice.count}</span>
        </label>
      ))}
    </fieldset>
  );
}
