export { TurnscopeStorage, TurnscopeStorageError, type TurnscopeStorageOptions } from "./turnscope-storage.cjs";
