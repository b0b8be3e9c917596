import { version } from "@/package.json";

export const productVersion = version;

/** Of the HTTP API: a new member or operation raises the second number, anything a client could trip over the first. */
export const apiVersion = "1.0";
