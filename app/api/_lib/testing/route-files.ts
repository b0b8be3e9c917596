import { readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const apiFolder = fileURLToPath(new URL("../..", import.meta.url));

export type RouteFile = { file: string; pattern: string };

/** Every route file of the API, with the address Next serves it at in OpenAPI's notation. */
export function routeFiles(): RouteFile[] {
  return readdirSync(apiFolder, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "route.ts")
    .map((file) => ({ file: path.join(apiFolder, file), pattern: toPattern(path.dirname(file)) }));
}

export const catchAllPattern = "/api/{...}";

function toPattern(folder: string): string {
  if (folder === "[[...path]]") return catchAllPattern;
  return `/api/${folder.split(path.sep).join("/")}`.replaceAll("[", "{").replaceAll("]", "}");
}
