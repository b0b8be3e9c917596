// @vitest-environment happy-dom
import { cleanup, configure, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Toaster } from "@/components/ui/toaster";
import {
  type AllScopes,
  diffScopes,
  emptyScopeState,
  getAtPath,
  type JsonObject,
  newETag,
  type Scope,
  type StateChange,
  scopes,
} from "@/lib/model";
import { StateColumn } from "./state-column";
import type { StateWriteInput } from "./writing/state-actions";
import { toBase } from "./writing/state-actions";

/** A store of four scopes with eTags, as the server keeps it: conversation and dialog share an item. */
class Store {
  state: AllScopes;
  changes: StateChange[] = [];
  written: StateWriteInput[] = [];
  onChange = () => {};

  constructor(data: Partial<Record<Scope, JsonObject>>) {
    const scope = (value?: JsonObject) => ({ ...emptyScopeState, ...(value ? { data: value, eTag: newETag(), bytes: 10 } : {}) });
    this.state = {
      user: scope(data.user),
      conversation: scope(data.conversation),
      private: scope(data.private),
      dialog: scope(data.dialog),
    };
    this.touch(["conversation"]);
  }

  put(data: Partial<Record<Scope, JsonObject | null>>): void {
    const before = this.state;
    const written = scopes.filter((scope) => scope in data);
    this.state = { ...before };
    for (const scope of written) this.state[scope] = { ...before[scope], data: data[scope] ?? null };
    this.touch(written);
    const datas = (state: AllScopes) => ({
      user: toBase(state.user).data,
      conversation: toBase(state.conversation).data,
      private: toBase(state.private).data,
      dialog: toBase(state.dialog).data,
    });
    this.changes = diffScopes(datas(before), datas(this.state));
    this.onChange();
  }

  write = async (input: StateWriteInput): Promise<AllScopes> => {
    const wanted = scopes.flatMap((scope) => (input.scopes[scope] ? [{ scope, ...input.scopes[scope] }] : []));
    const stale = wanted.filter(({ scope, eTag }) => eTag !== this.state[scope].eTag);
    if (stale.length > 0)
      throw {
        code: "stale_etag",
        detail: "It changed.",
        current: Object.fromEntries(stale.map(({ scope }) => [scope, this.state[scope]])),
      };
    this.written.push(input);
    this.put(Object.fromEntries(wanted.map(({ scope, data }) => [scope, data])));
    return this.state;
  };

  private touch(written: readonly Scope[]): void {
    const item: readonly Scope[] = ["conversation", "dialog"];
    const touched = written.some((scope) => item.includes(scope)) ? new Set([...written, ...item]) : new Set(written);
    const eTag = newETag();
    const isItemGone = item.every((scope) => this.state[scope].data === null);
    for (const scope of touched) {
      const isGone = item.includes(scope) ? isItemGone : this.state[scope].data === null;
      this.state[scope] = { ...this.state[scope], eTag: isGone ? null : eTag };
    }
  }
}

const profile = { profile: { name: "Ann", age: 32, isMember: true }, visits: 3 };
const trip = { dialogStack: [{ id: "trip", state: { options: {}, stepIndex: 1, values: { city: "Split" } } }] };

function show(store: Store, props: { isReadOnly?: boolean } = {}) {
  const column = () => (
    <>
      <StateColumn
        state={store.state}
        changes={store.changes}
        changesTurn={null}
        writerName={() => "bot, turn 7"}
        budgetBytes={1000}
        botId="bot"
        actions={store}
        {...props}
      />
      <Toaster />
    </>
  );
  const view = render(column());
  store.onChange = () => view.rerender(column());
  return { user: userEvent.setup(), region: (name: string) => within(screen.getByRole("region", { name })) };
}

// A busy machine draws these panels slowly; nothing here depends on how long it takes.
vi.setConfig({ testTimeout: 60_000 });
configure({ asyncUtilTimeout: 10_000 });

/** The button of one toast: those of an earlier test may still be on their way. */
async function findUndo(message: string): Promise<HTMLElement> {
  const toasts = await screen.findAllByText(message);
  const toast = toasts.at(-1)?.parentElement;
  if (!toast) throw new Error(`There is no toast "${message}".`);
  return within(toast).getByRole("button", { name: "Undo" });
}

beforeEach(() => sessionStorage.clear());
afterEach(() => {
  cleanup();
  localStorage.clear();
});

test("each scope is a region with its name, and buttons that name it", () => {
  const { region } = show(new Store({ user: profile }));
  for (const name of ["User state", "Conversation state", "Private state", "Dialog state"]) {
    expect(region(name).getByRole("button", { name: `Edit ${name.toLowerCase()}` })).toBeTruthy();
    expect(region(name).getByRole("button", { name: `Reset ${name.toLowerCase()}` })).toBeTruthy();
  }
  expect(region("Private state").getByText(/this person in this conversation only/)).toBeTruthy();
});

test("nothing can be edited when the column is read-only", () => {
  show(new Store({ user: profile }), { isReadOnly: true });
  expect(screen.queryByRole("button", { name: /^(Edit|Reset|Add)/ })).toBe(null);
  expect(screen.getByRole("treeitem", { name: /visits 3/ })).toBeTruthy();
});

test("what a turn did is marked in words, with the old value", () => {
  const store = new Store({ user: profile });
  const { region } = show(store);
  store.put({ user: { profile: { name: "Bo", age: 32, city: "Ghent" }, visits: 3 } });
  const user = region("User state");
  expect(user.getByRole("treeitem", { name: /name.*was "Ann".*now "Bo".*changed/ })).toBeTruthy();
  expect(user.getByRole("treeitem", { name: /city "Ghent".*added/ })).toBeTruthy();
  expect(user.getByRole("treeitem", { name: /isMember.*was true.*removed/ })).toBeTruthy();
  expect(user.getByText("1 added, 1 changed, 1 removed", { exact: false })).toBeTruthy();
});

test("a value is edited with the keyboard, with the eTag that was read, and taken back with Ctrl-Z", async () => {
  const store = new Store({ user: profile });
  const eTag = store.state.user.eTag;
  const { user } = show(store);
  screen.getByRole("treeitem", { name: /name "Ann"/ }).focus();
  await user.keyboard("{Enter}");
  await user.keyboard("Bo{Enter}");
  expect(await findUndo("Edited user state")).toBeTruthy();
  expect(store.written).toEqual([
    { kind: "edit", scopes: { user: { data: { ...profile, profile: { ...profile.profile, name: "Bo" } }, eTag } } },
  ]);
  await waitFor(() => expect(document.activeElement?.getAttribute("data-row")).toBe("/profile/name"));
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(() => expect(store.state.user.data).toEqual(profile));
  expect(store.written.at(-1)?.kind).toBe("undo");
});

test("a value keeps its type unless it is given another, and nonsense is refused in place", async () => {
  const store = new Store({ user: profile });
  const { user } = show(store);
  await user.dblClick(screen.getByRole("treeitem", { name: /age 32/ }));
  await user.keyboard("old{Enter}");
  expect((await screen.findByRole("alert")).textContent).toContain("not a number");
  expect(store.written).toEqual([]);
  await user.selectOptions(screen.getByRole("combobox", { name: "Type of age" }), "string");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(getAtPath(store.state.user.data as JsonObject, ["profile", "age"])).toBe("old"));
});

test("Escape leaves everything as it was", async () => {
  const store = new Store({ user: profile });
  const { user } = show(store);
  await user.dblClick(screen.getByRole("treeitem", { name: /visits 3/ }));
  await user.keyboard("9{Escape}");
  expect(screen.queryByRole("textbox", { name: "Value of visits" })).toBe(null);
  expect(store.written).toEqual([]);
});

test("Delete removes a property at once, and the toast brings it back where it was", async () => {
  const store = new Store({ user: profile });
  const { user } = show(store);
  screen.getByRole("treeitem", { name: /name "Ann"/ }).focus();
  await user.keyboard("{Delete}");
  await screen.findByText("Removed name from user state");
  expect(store.state.user.data).toEqual({ profile: { age: 32, isMember: true }, visits: 3 });
  await user.click(await findUndo("Removed name from user state"));
  await waitFor(() => expect(JSON.stringify(store.state.user.data)).toBe(JSON.stringify(profile)));
});

test("a property is renamed in its place and added at the root", async () => {
  const store = new Store({ user: profile });
  const { user, region } = show(store);
  screen.getByRole("treeitem", { name: /name "Ann"/ }).focus();
  await user.keyboard("{F2}");
  await user.keyboard("age{Enter}");
  expect((await screen.findByRole("alert")).textContent).toContain("already there");
  await user.clear(screen.getByRole("textbox", { name: "New name of name" }));
  await user.keyboard("firstName{Enter}");
  await waitFor(() => expect(JSON.stringify(store.state.user.data)).toContain(`{"firstName":"Ann","age":32`));
  await user.click(region("Private state").getByRole("button", { name: "Add property to private state" }));
  await user.keyboard("__proto__");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(JSON.stringify(store.state.private.data)).toBe(`{"__proto__":""}`));
});

test("when someone else wrote first, both values are shown and the tester decides", async () => {
  const store = new Store({ user: profile });
  const { user } = show(store);
  await user.dblClick(screen.getByRole("treeitem", { name: /visits 3/ }));
  store.put({ user: { ...profile, visits: 4 } });
  await user.keyboard("9{Enter}");
  const dialog = within(await screen.findByRole("dialog", { name: "The user state changed meanwhile" }));
  expect(dialog.getByRole("group", { name: /\/visits/ }).textContent).toMatch(/Both read 3.*Theirs 4.*Mine 9/);
  expect(dialog.getByRole("button", { name: "Save merged (1 clash to decide)" })).toHaveProperty("disabled", true);
  expect(store.state.user.data).toEqual({ ...profile, visits: 4 });
  await user.click(dialog.getByRole("button", { name: "Keep mine" }));
  await waitFor(() => expect(store.state.user.data).toEqual({ ...profile, visits: 9 }));
  await waitFor(() => expect(screen.queryByRole("dialog", { name: /meanwhile/ })).toBe(null));
});

test("when someone else changed another place, both changes are saved as one", async () => {
  const store = new Store({ user: profile });
  const { user } = show(store);
  await user.dblClick(screen.getByRole("treeitem", { name: /visits 3/ }));
  store.put({ user: { ...profile, city: "Oslo" } });
  await user.keyboard("9{Enter}");
  await user.click(await screen.findByRole("button", { name: "Save merged" }));
  await waitFor(() => expect(store.state.user.data).toEqual({ ...profile, visits: 9, city: "Oslo" }));
});

test("where both changed one place the choice is made with the keyboard, and undone as one write", async () => {
  const store = new Store({ user: profile });
  const { user } = show(store);
  await user.dblClick(screen.getByRole("treeitem", { name: /visits 3/ }));
  store.put({ user: { ...profile, visits: 4, city: "Oslo" } });
  await user.keyboard("9{Enter}");
  const dialog = within(await screen.findByRole("dialog", { name: /meanwhile/ }));
  dialog.getByRole("radio", { name: /Mine/ }).focus();
  await user.keyboard(" ");
  await user.click(dialog.getByRole("button", { name: "Save merged" }));
  await waitFor(() => expect(store.state.user.data).toEqual({ ...profile, visits: 9, city: "Oslo" }));
  await user.click(screen.getAllByRole("button", { name: "Undo" }).at(-1) as HTMLElement);
  await waitFor(() => expect(store.state.user.data).toEqual({ ...profile, visits: 4, city: "Oslo" }));
});

test("taking theirs writes nothing", async () => {
  const store = new Store({ user: profile });
  const { user } = show(store);
  await user.dblClick(screen.getByRole("treeitem", { name: /visits 3/ }));
  store.put({ user: { ...profile, visits: 4 } });
  await user.keyboard("9{Enter}");
  await user.click(await screen.findByRole("button", { name: "Take theirs" }));
  expect(store.state.user.data).toEqual({ ...profile, visits: 4 });
  expect(store.written).toEqual([]);
});

test("an eTag that moved on because of the dialog in the same item asks nobody", async () => {
  const store = new Store({ conversation: { topic: "trip" }, dialog: trip });
  const { user } = show(store);
  await user.dblClick(screen.getByRole("treeitem", { name: /topic "trip"/ }));
  store.put({ dialog: { dialogStack: [] } });
  await user.keyboard("sea{Enter}");
  await waitFor(() => expect(store.state.conversation.data).toEqual({ topic: "sea" }));
  expect(screen.queryByRole("dialog", { name: /meanwhile/ })).toBe(null);
});

test("a reset lists what goes and what stays, and is taken back as a whole", async () => {
  const store = new Store({ user: profile, conversation: { topic: "trip" }, dialog: trip });
  const before = { user: store.state.user.data, conversation: store.state.conversation.data, dialog: store.state.dialog.data };
  const { user } = show(store);
  await user.click(screen.getByRole("button", { name: "Reset user state" }));
  const one = within(await screen.findByRole("dialog", { name: "Reset user state?" }));
  expect(one.getAllByRole("listitem").map((item) => item.textContent)).toEqual(
    expect.arrayContaining(["−profile3 values · 39 B", "−visits1 value · 1 B"]),
  );
  expect(one.getByText("This stays")).toBeTruthy();
  await user.click(one.getByRole("button", { name: "Cancel" }));
  await user.click(screen.getByRole("button", { name: "Reset all state" }));
  const all = within(await screen.findByRole("dialog", { name: "Reset all state?" }));
  expect(all.queryByText("This stays")).toBe(null);
  await user.click(all.getByRole("button", { name: "Reset all state" }));
  await waitFor(() => expect(scopes.map((scope) => store.state[scope].data)).toEqual([null, null, null, null]));
  expect(store.written).toHaveLength(1);
  await user.click(await findUndo("Reset all state"));
  await waitFor(() =>
    expect({ user: store.state.user.data, conversation: store.state.conversation.data, dialog: store.state.dialog.data }).toEqual(before),
  );
});

test("a write that fails for another reason says so where the value is typed, and keeps what was typed", async () => {
  const store = new Store({ user: profile });
  store.write = () => Promise.reject(new Error("The server does not answer."));
  const { user } = show(store);
  await user.dblClick(screen.getByRole("treeitem", { name: /visits 3/ }));
  await user.keyboard("9{Enter}");
  expect((await screen.findByRole("alert")).textContent).toBe("The server does not answer.");
  expect(screen.getByRole<HTMLInputElement>("textbox", { name: "Value of visits" }).value).toBe("9");
});

test("searching shows the hits of all scopes with what leads to them, and counts them", async () => {
  const { user, region } = show(new Store({ user: profile, conversation: { note: "Ann likes trains", other: 1 } }));
  await user.type(screen.getByRole("searchbox", { name: "Find in state" }), "ann");
  await waitFor(() => expect(region("User state").getAllByRole("treeitem")).toHaveLength(2));
  expect(region("Conversation state").getAllByRole("treeitem")).toHaveLength(1);
  expect(region("User state").getByText("1 hit")).toBeTruthy();
  expect(screen.getByText("2 hits in state")).toBeTruthy();
  await user.keyboard("{Enter}");
  await waitFor(() => expect(document.activeElement?.getAttribute("data-row")).toBe("/profile/name"));
});

test("what was closed stays closed after an update and after a reload", async () => {
  const store = new Store({ user: profile });
  const { user } = show(store);
  await user.click(screen.getByRole("treeitem", { name: /^profile/ }));
  store.put({ user: { ...profile, visits: 4 } });
  expect(screen.queryByRole("treeitem", { name: /name "Ann"/ })).toBe(null);
  cleanup();
  show(store);
  expect(screen.getByRole("treeitem", { name: /^profile/ }).getAttribute("aria-expanded")).toBe("false");
});

test("a pinned field is watched above the panels, and only its place is remembered", async () => {
  const store = new Store({ user: profile });
  const { user } = show(store);
  await user.pointer({ keys: "[MouseRight]", target: screen.getByRole("treeitem", { name: /name "Ann"/ }) });
  await user.click(await screen.findByRole("menuitem", { name: "Pin to watch list" }));
  const watched = within(await screen.findByRole("region", { name: "Watch list" }));
  expect(watched.getByText('"Ann"')).toBeTruthy();
  expect(localStorage.getItem("turnscope:pins")).toBe(`{"bot":[{"scope":"user","path":"/profile/name"}]}`);
  store.put({ user: { visits: 3 } });
  expect(watched.getByText("not there now")).toBeTruthy();
});

test("dialog state is drawn, and its JSON is one press away", async () => {
  const { user, region } = show(new Store({ dialog: trip }));
  const dialog = region("Dialog state");
  expect(dialog.getByRole("list", { name: "Dialog stack, from root to active" }).textContent).toContain("tripstep 2");
  expect(dialog.getByRole("tree", { name: "Collected by trip" })).toBeTruthy();
  await user.click(dialog.getByRole("button", { name: "Show dialog JSON" }));
  expect(dialog.getByRole("treeitem", { name: /stepIndex 1/ })).toBeTruthy();
});

test("what a dialog has collected is edited in the dialog's own value", async () => {
  const store = new Store({ dialog: trip });
  const { user } = show(store);
  await user.dblClick(screen.getByRole("treeitem", { name: /city "Split"/ }));
  await user.keyboard("Lisbon{Enter}");
  await waitFor(() =>
    expect(getAtPath(store.state.dialog.data as JsonObject, ["dialogStack", "0", "state", "values", "city"])).toBe("Lisbon"),
  );
});
