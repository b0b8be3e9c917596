import { expect, test } from "vitest";
import { clockTime } from "@/components/ui/time-words";
import { emptyScopeState, type StateWriter } from "@/lib/model";
import { describeWriter } from "./describe-writer";

const name = (writer: StateWriter) => (writer.kind === "bot" ? `bot, turn ${writer.turn}` : "you");
const at = "2027-05-02T09:40:00.000Z";
const by = (updatedBy: StateWriter | null) => ({ ...emptyScopeState, updatedAt: updatedBy && at, updatedBy });

test("a bot is told by its turn, a person by the time", () => {
  const later = Date.parse(at) + 5 * 60_000;
  expect(describeWriter(by({ kind: "bot", conversationId: "c", turn: 7 }), name, later)).toBe("bot, turn 7");
  expect(describeWriter(by({ kind: "tester", name: "Ann" }), name, later)).toBe(`you, ${clockTime(at)}`);
  expect(describeWriter(by({ kind: "tester", name: "Ann" }), name, Date.parse(at) + 500)).toBe("you, just now");
  expect(describeWriter(by(null), name, later)).toBe(null);
});
