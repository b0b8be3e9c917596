// @vitest-environment happy-dom
import { beforeEach, expect, test } from "vitest";
import * as z from "zod";
import { createStoredValue } from "./stored-value";

beforeEach(() => localStorage.clear());

const open = () => createStoredValue("test:number", z.number(), 7);

test("a value that was set is there for the next page", () => {
  open().set(9);
  expect(open().get()).toBe(9);
});

test.each([
  ["not JSON", "{"],
  ["of another type", `"nine"`],
])("a stored value that is %s gives the default", (_, text) => {
  localStorage.setItem("test:number", text);
  expect(open().get()).toBe(7);
});

test("listeners hear of a change until they leave, in this tab and from another", () => {
  const stored = open();
  let heard = 0;
  const leave = stored.subscribe(() => (heard += 1));
  stored.set(1);
  localStorage.setItem("test:number", "2");
  window.dispatchEvent(new StorageEvent("storage", { key: "test:number" }));
  expect([heard, stored.get()]).toEqual([2, 2]);
  leave();
  stored.set(3);
  expect(heard).toBe(2);
});
