import { existsSync } from "node:fs";
import { runCommand, SetupError } from "./run-command.mjs";

/** Whether this machine is a Debian (or its kin) on which we may install packages. */
export function canAptInstall() {
  return existsSync("/usr/bin/apt-get") && process.getuid?.() === 0;
}

/** @param {string[]} packages */
export async function aptInstall(packages) {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const update = await runCommand("apt-get", ["update"], { env });
  const install = await runCommand("apt-get", ["install", "-y", "--no-install-recommends", ...packages], { env });
  if (install.code === 0) return;
  throw new SetupError(
    `${packages.join(", ")} could not be installed from Debian:\n${(update.output + install.output).trim().slice(-2000)}`,
  );
}

/**
 * Installs the first of these packages that this Debian knows, or says why not of the last.
 * @param {string[]} packages
 * @returns {Promise<string>} its name
 */
export async function aptInstallFirst(packages) {
  await runCommand("apt-get", ["update"]);
  const known = await Promise.all(packages.map(async (name) => (await runCommand("apt-cache", ["show", name])).code === 0));
  const chosen = packages[known.indexOf(true)] ?? packages.at(-1) ?? "";
  await aptInstall([chosen]);
  return chosen;
}
