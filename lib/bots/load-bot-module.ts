import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, extname, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** A definition as found in a module, still unchecked; `fallbackId` names it when it has no usable id of its own. */
export type FoundDefinition = { fallbackId: string; definition: unknown; module?: BotModule } | { fallbackId: string; loadError: unknown };

/** Where a definition was found; `hash` of the file's content tells its versions apart where the author gives none. */
export type BotModule = { path: string; hash: string };

/** Finds the bots of an ESM or CommonJS file. A file that cannot be loaded is found as one failure. */
export async function loadBotModule(modulePath: string): Promise<FoundDefinition[]> {
  const fallbackId = toFallbackId(modulePath);
  try {
    const path = resolve(modulePath);
    const url = pathToFileURL(path).href;
    const loaded: unknown = await import(/* turbopackIgnore: true */ /* webpackIgnore: true */ /* @vite-ignore */ url);
    const definitions = findDefinitions(loaded);
    const module = { path, hash: await hashFile(path) };
    return definitions.map((definition, index) => ({
      fallbackId: definitions.length === 1 ? fallbackId : `${fallbackId}-${index + 1}`,
      definition,
      module,
    }));
  } catch (loadError) {
    return [{ fallbackId, loadError }];
  }
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256").update(await readFile(path));
  return hash.digest("hex").slice(0, 12);
}

/** Node gives a CommonJS file's exports as `default`; one compiled from ESM holds its own `default` inside that. */
function findDefinitions(loaded: unknown): unknown[] {
  const direct = memberOf(loaded, "default");
  const inner = memberOf(direct, "default");
  const found = memberOf(loaded, "bots") ?? memberOf(inner, "bots") ?? memberOf(direct, "bots") ?? inner ?? direct;
  if (found === undefined) throw new TypeError("The module has neither a default export nor an export named bots.");
  const definitions = Array.isArray(found) ? found : [found];
  if (definitions.length === 0) throw new TypeError("The module exports an empty list of bots.");
  return definitions;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && name in value ? Reflect.get(value, name) : undefined;
}

function toFallbackId(modulePath: string): string {
  const name = basename(modulePath, extname(modulePath)).replaceAll(/[^A-Za-z0-9._-]/g, "-");
  return /^[A-Za-z0-9]/.test(name) ? name : `module-${name}`;
}
