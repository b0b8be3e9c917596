// Does what the first place of a job asks for, so that tests can see what becomes of a worker in trouble.
import { parentPort } from "node:worker_threads";

parentPort?.on("message", ({ id, places }) => {
  const [{ value }] = places;
  if (value === "exit") process.exit(3);
  if (value === "throw") throw new Error("about somebody");
  if (value === "hang") for (;;);
  if (value === "fail") parentPort?.postMessage({ id, failure: "RangeError" });
  else parentPort?.postMessage({ id, hints: [] });
});
