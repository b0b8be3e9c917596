// @vitest-environment happy-dom
import { act } from "@testing-library/react";
import { useState } from "react";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { Select } from "./select";

function Choice() {
  const [value, setValue] = useState("all");
  return (
    <>
      <Select label="Rule" value={value} onChange={({ target }) => setValue(target.value)}>
        <option value="all">Every rule</option>
        <option value="one">One rule</option>
      </Select>
      <output>{value}</output>
    </>
  );
}

/** The page as the server drew it, woken up after whatever is done with it first. */
async function wake(first: (select: HTMLSelectElement) => void): Promise<HTMLElement> {
  const page = document.createElement("div");
  document.body.replaceChildren(page);
  page.innerHTML = renderToString(<Choice />);
  first(page.querySelector("select") as HTMLSelectElement);
  await act(async () => void hydrateRoot(page, <Choice />));
  return page;
}

test("what was chosen before the page woke up counts", async () => {
  const page = await wake((select) => {
    select.value = "one";
  });
  expect(page.querySelector("output")?.textContent).toBe("one");
  expect(page.querySelector("select")?.value).toBe("one");
});

test("where nothing was chosen everything stays as it was drawn", async () => {
  const page = await wake(() => undefined);
  expect(page.querySelector("output")?.textContent).toBe("all");
});
