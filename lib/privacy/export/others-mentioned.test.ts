import { expect, test } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import { meet, store, talk } from "../testing/held-people";
import { exportOf } from "./testing/export-of";

onEachDatabase(() => {
  test("what the bot told the person holds no address, number or value of others, nor their names in any script (A15)", async () => {
    const people = [
      { id: "kai", name: "Kai" },
      { id: "lou", name: "Lóu Núñez" },
      { id: "wxm", name: "王小明" },
    ];
    for (const { id, name } of people) await meet(id, name);
    const both = { tea: "two cups of Assam", home: "+44 20 7946 0958" };
    const contact = { phone: "+44 7700 900111", mail: "lou.x@example.com", desk: 447700900222 };
    await store({
      scope: "user",
      userId: "lou",
      values: [
        { ...both, secret: "parrot named Zorro" },
        { ...both, ...contact },
      ],
    });
    await store({ scope: "user", userId: "kai", values: [both] });
    const told = [
      "Lou can be called: 07700 900111, +44 7700-900222, or write to Lou.X+shop@example.com",
      `${"Núñez".normalize("NFD")}.txt says: a parrot  named Zorro`,
      "我认识王小明很久了",
      "Your tea: two cups of Assam, at home: +44 20 7946 0958",
    ];
    const said = told.map((text) => ({ from: "guide", to: "kai", text }));
    await talk("kai-lou", people, [...said, { from: "kai", text: "I know lou.x@example.com" }]);
    const files = await exportOf("kai");
    const { conversations } = JSON.parse(files["data.json"] ?? "") as { conversations: { activities: { text: string }[] }[] };
    expect(conversations[0]?.activities.map(({ text }) => text)).toEqual([
      "[participant 2] can be called: [participant 2], [participant 2], or write to [participant 2]",
      "[participant 2].txt says: a [participant 2]",
      "我认识[participant 3]很久了",
      told[3],
      "I know lou.x@example.com",
    ]);
  });
});
