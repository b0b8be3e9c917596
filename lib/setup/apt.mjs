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
