const registry = globalThis as unknown as Record<symbol, unknown>;

/** One value per process under a name, also when Next has loaded the module that asks for it twice. */
export function processSingleton<T>(name: string, create: () => T): T {
  const key = Symbol.for(`turnscope.${name}`);
  if (!(key in registry)) registry[key] = create();
  return registry[key] as T;
}
