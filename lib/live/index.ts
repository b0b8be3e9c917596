export { type Bus, type BusEvent, bus, type TouchedItem } from "./bus";
