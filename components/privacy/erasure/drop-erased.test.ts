// @vitest-environment happy-dom
import { QueryClient } from "@tanstack/react-query";
import { afterEach, expect, test, vi } from "vitest";
import { choosePersona, listPersonas } from "@/components/settings/personas";
import { dropErased } from "./drop-erased";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  window.sessionStorage.clear();
  window.localStorage.clear();
});

const erased = { conversationIds: ["c-ann"], personIds: ["p-ann"] };

function standAt(address: string) {
  window.history.replaceState(null, "", address);
  return vi.spyOn(window.location, "reload").mockImplementation(() => undefined);
}

test.each(["/c/c-ann", "/c/c-bo?with=c%2Dann", "/c/c-ann?path=/100%", "/c/c%2Dann?path=%E4"])(
  "a page at %s, which shows them, is loaded anew",
  async (address) => {
    const reload = standAt(address);
    await dropErased(new QueryClient(), erased);
    expect(reload).toHaveBeenCalledOnce();
  },
);

test("a page of somebody else stays as it is", async () => {
  const reload = standAt("/c/c-bo?path=/100%");
  await dropErased(new QueryClient(), erased);
  expect(reload).not.toHaveBeenCalled();
});

test("where the browser cannot tell whose a persona is, none is left", async () => {
  const reload = standAt("/c/c-ann");
  choosePersona({ id: "ann", name: "Ann" });
  vi.stubGlobal("crypto", { ...window.crypto, subtle: undefined });
  await dropErased(new QueryClient(), erased);
  expect(listPersonas().some(({ id }) => id === "ann")).toBe(false);
  expect(reload).toHaveBeenCalledOnce();
});
