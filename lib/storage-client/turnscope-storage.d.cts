export interface TurnscopeStorageOptions {
  /** Where Turnscope listens, such as http://127.0.0.1:3000 */
  url: string;
  /** The bot's storage key. */
  key: string;
  fetch?: typeof globalThis.fetch;
}

/** Storage of the Bot Framework v4 and Agents SDKs, kept by Turnscope over HTTP. */
export declare class TurnscopeStorage {
  constructor(options: TurnscopeStorageOptions);
  // biome-ignore lint/suspicious/noExplicitAny: the SDKs' own interfaces say so, and a narrower type would not fit them
  read(keys: string[]): Promise<any>;
  // biome-ignore lint/suspicious/noExplicitAny: see above
  write(changes: any): Promise<void>;
  delete(keys: string[]): Promise<void>;
}

/** What the server refused, or a store item that is no object. */
export declare class TurnscopeStorageError extends Error {
  readonly code: string;
  readonly status: number | null;
}
