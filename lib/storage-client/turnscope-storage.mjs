import client from "./turnscope-storage.cjs";

export const { TurnscopeStorage, TurnscopeStorageError } = client;
