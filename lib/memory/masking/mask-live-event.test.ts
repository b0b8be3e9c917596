import { expect, test } from "vitest";
import { maskLiveEvent } from "./mask-live-event";

const kim = { id: "kim", roles: [] };

test("whose sight has changed reads everything again, and others are told that it was somebody's, not whose", async () => {
  expect(await maskLiveEvent({ type: "masking" }, kim)).toEqual({ type: "masking" });
  expect(await maskLiveEvent({ type: "masking", isOfOtherBot: true }, kim)).toEqual({ type: "masking", isOfOtherBot: true });
  expect(await maskLiveEvent({ type: "masking", callerId: "kim" }, kim)).toEqual({ type: "masking" });
  expect(await maskLiveEvent({ type: "masking", callerId: "rae" }, kim)).toEqual({ type: "masking", isElsewhere: true });
  expect(await maskLiveEvent({ type: "masking", callerId: null }, kim)).toEqual({ type: "masking", isElsewhere: true });
});
