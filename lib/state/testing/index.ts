export { describeStorageContract } from "../storage-contract";
