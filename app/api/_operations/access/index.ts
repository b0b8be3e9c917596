export * from "./accounts";
export * from "./api-keys";
export * from "./emergency";
export * from "./sign-in";
