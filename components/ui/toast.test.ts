import { afterEach, expect, test } from "vitest";
import { closeToast, listToasts, toast } from "./toast";

afterEach(() => {
  for (const { id } of listToasts()) closeToast(id);
});

test("the oldest note makes room for the fourth", () => {
  for (const message of ["one", "two", "three", "four"]) toast({ message });
  expect(listToasts().map((note) => note.message)).toEqual(["two", "three", "four"]);
});

test("a note with something to do stays longer, and one that is kept stays until it is closed", () => {
  toast({ message: "Saved" });
  toast({ message: "Reset", action: { label: "Undo", onClick: () => {} } });
  toast({ message: "Copy by hand", timeoutMs: 0 });
  const [plain, withAction, kept] = listToasts();
  expect(withAction?.timeoutMs).toBeGreaterThan(plain?.timeoutMs ?? 0);
  expect(kept?.timeoutMs).toBe(0);
});

test("closing one leaves the others", () => {
  toast({ message: "one" });
  toast({ message: "two" });
  closeToast(listToasts()[0]?.id ?? -1);
  expect(listToasts().map((note) => note.message)).toEqual(["two"]);
});
