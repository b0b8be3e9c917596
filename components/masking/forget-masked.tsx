"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useMaskingChange } from "./use-masking-version";

/** Throws away what the page has read whenever other values may be seen; all but the bots, who are nobody's data. */
export function ForgetMasked() {
  const client = useQueryClient();
  useMaskingChange(() => {
    void client.resetQueries({ predicate: ({ queryKey: [first] }) => first !== "bots" });
    void client.invalidateQueries({ queryKey: ["bots"] });
  });
  return null;
}
