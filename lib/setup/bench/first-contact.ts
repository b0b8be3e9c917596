/**
 * The three turns of a first contact with the State management sample: it asks the name (one reply), takes it (one), repeats
 * what was said (three). Each writes: the first two change what it knows, the third notes a time where none was. A fourth
 * would not: the noted time is in whole seconds, and the sample saves only what has changed.
 */
export function firstContact(name: string): { text: string }[] {
  return [{ text: "hi" }, { text: name }, { text: `hello from ${name}` }];
}

export const stateManagementId = "state-management";
