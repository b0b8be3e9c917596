export { type Bus, type BusEvent, bus, type TouchedItem } from "./bus";
export { noteErasure, noteTold, recentErasures } from "./told-erasures";
