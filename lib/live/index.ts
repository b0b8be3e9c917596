export { type Bus, type BusEvent, bus, type TouchedItem } from "./bus";
export { greetWith, noteErasure } from "./told-erasures";
