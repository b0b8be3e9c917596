// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Erasure, type Me, type ReviewPlaces, type Role, rightsOf } from "@/lib/model";
import { PlaceReview } from "./place-review";

beforeEach(() => void vi.stubGlobal("fetch", () => new Promise(() => undefined)));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const places: ReviewPlaces = {
  places: [
    {
      ...{ id: "er-1", botId: "guide", scope: "conversation", conversationId: "c", pattern: "/topic", label: null, reason: "hand" },
      ...{ writtenBy: null, writtenAt: null, values: ["cranes"], isMasked: false, isEarlier: false },
      ...{ decision: null, decidedBy: null, decidedAt: null },
    },
  ],
};

function show(role: Role): void {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const roles = [role];
  const me: Me = {
    signIn: { isOn: true, hasPasswords: true, provider: null },
    caller: { kind: "account", id: "kim", name: "Kim", roles, rights: rightsOf({ roles }) },
    emergencies: [],
  };
  client.setQueryData(["me"], me);
  client.setQueryData(["places", "DS-1", "hash", "planned"], places);
  const erasure = { number: "DS-1", planHash: "hash", step: "planned" } as Erasure;
  render(
    <QueryClientProvider client={client}>
      <PlaceReview erasure={erasure} isEnded={false} />
    </QueryClientProvider>,
  );
}

test("whoever works on requests decides about a place", () => {
  show("privacy-reviewer");
  expect(screen.getByRole("button", { name: "/topic is theirs" })).toBeTruthy();
});

test("whoever only reads requests sees the place and no buttons", () => {
  show("approver");
  expect(screen.getByText("cranes")).toBeTruthy();
  expect(screen.queryByRole("button")).toBeNull();
});
