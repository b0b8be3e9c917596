/** Tables in which an erasure writes whatever it is about. */
const always = ["erasure", "privacy_request", "state_write", "turn", "fact", "identity", "person"];

/** The tables of models: `StoreItem` is `store_item`. */
export function touchedTables(stores: readonly string[]): string[] {
  const names = stores.map((store) => store.replace(/(?!^)[A-Z]/g, "_$&").toLowerCase());
  return [...new Set([...always, ...names])].sort();
}
