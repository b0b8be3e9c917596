import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import { newUserId, personaRequest } from "@/lib/model";
import { createPersona, deletePersona, listPersonas, replacePersona } from "./personas";

onEachDatabase(() => {
  test("personas are listed in the order they were made, with names of any kind", async () => {
    const names = ["Zoë", "O'Brien \u0000", "half \ud83d", "Ann"];
    const made = [];
    for (const name of names) {
      made.push(await createPersona(personaRequest.parse({ userId: newUserId(), name })));
      // Those of one millisecond have no order.
      await setTimeout(2);
    }
    expect(await listPersonas()).toEqual(made);
    const [first, ...others] = made;
    if (!first) throw new Error("There is a first one.");
    const renamed = await replacePersona(first.id, { ...personaRequest.parse({ userId: first.userId, name: "Zoe" }) });
    expect(await listPersonas()).toEqual([renamed, ...others]);
    expect(await deletePersona(first.id)).toEqual(renamed);
    expect(await listPersonas()).toEqual(others);
  });
});
