// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { CaseDetail } from "@/lib/model";
import { AskedCard } from "./asked-card";
import type { CaseChanges } from "./use-cases";

afterEach(cleanup);

const mutate = vi.fn((_: unknown, done: { onSuccess: () => void }) => done.onSuccess());
// Of a case and its changes the card reads no more than this.
const card = (found: Partial<CaseDetail>) => (
  <AskedCard
    found={{ type: "access", asked: "", identified: null, notes: "", isMasked: false, version: 1, ...found } as CaseDetail}
    changes={{ change: { mutate, isPending: false, error: null } } as unknown as CaseChanges}
  />
);
const notes = () => screen.getByRole("textbox", { name: "Notes" }) as HTMLTextAreaElement;

test("notes that are typed stay when the case moves on, and are saved onto it as it is then", async () => {
  const { rerender } = render(card({ version: 1 }));
  await userEvent.type(notes(), "called back");
  rerender(card({ version: 2 }));
  expect(notes().value).toBe("called back");
  await userEvent.click(screen.getByRole("button", { name: "Save the notes" }));
  expect(mutate).toHaveBeenLastCalledWith({ notes: "called back", version: 2 }, expect.anything());
  rerender(card({ version: 3, notes: "called back" }));
  expect(screen.queryByRole("button")).toBeNull();
});

test("notes that somebody else saved meanwhile are shown before they are written over", async () => {
  const { rerender } = render(card({ notes: "first" }));
  await userEvent.type(notes(), ", mine");
  rerender(card({ version: 2, notes: "theirs" }));
  expect(screen.getByRole("status").textContent).toContain("theirs");
  expect(notes().value).toBe("first, mine");
  expect(screen.getByRole("button", { name: "Save mine instead" })).toBeTruthy();
});

test("without anything typed the notes are those of the case", () => {
  const { rerender } = render(card({ notes: "first" }));
  rerender(card({ version: 2, notes: "theirs" }));
  expect(notes().value).toBe("theirs");
});
