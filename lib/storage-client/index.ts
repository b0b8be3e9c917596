export { TurnscopeStorage } from "./turnscope-storage.mjs";
