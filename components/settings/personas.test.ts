import { expect, test } from "vitest";
import { inventPersona } from "./personas";

test("a made-up person gets a free name and an id of their own", () => {
  const ann = inventPersona([]);
  const bo = inventPersona([ann]);
  expect([ann.name, bo.name]).toEqual(["Ann", "Bo"]);
  expect(ann.id).not.toBe(bo.id);
});

test("when every name is taken, the person is numbered", () => {
  const crowd = Array.from({ length: 16 }).reduce<{ id: string; name: string }[]>((list) => [...list, inventPersona(list)], []);
  expect(inventPersona(crowd).name).toBe("User 17");
});
