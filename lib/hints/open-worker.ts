import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";

const maxHeapMb = 256;

/** In the bundled server the worker's file lies beside this one's; elsewhere its source is read through tsx. */
export function openWorker(): Worker {
  const here = import.meta.url;
  const isSource = here.endsWith(".ts");
  const file = fileURLToPath(new URL(isSource ? "./worker.ts" : "./hints-worker.mjs", here));
  const resourceLimits = { maxOldGenerationSizeMb: maxHeapMb };
  if (!isSource) return new Worker(file, { resourceLimits, execArgv: [] });
  const load = `import("tsx/esm/api").then(({ register }) => { register(); return import(${JSON.stringify(file)}); });`;
  return new Worker(load, { eval: true, resourceLimits, execArgv: [] });
}
