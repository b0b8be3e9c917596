import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { migrate } from "../../../db/migrate";
import { fillSqlite } from "./fill-database";

/** SQLite files with made people. A million take minutes to make, so each size is made once and copied for whoever measures on it. */
export class PeopleFiles {
  private readonly folder: string;

  /** `keptIn`: where they stay, and are taken from in a later run of the same version; else they go with `remove`. */
  constructor(private readonly keptIn: string | undefined) {
    if (keptIn !== undefined) mkdirSync(keptIn, { recursive: true });
    this.folder = keptIn ?? mkdtempSync(path.join(os.tmpdir(), "turnscope-people-"));
  }

  /** A data folder of its own, which whoever asked for it removes. */
  async folderWith(people: number): Promise<string> {
    const made = path.join(this.folder, `people-${people}.db`);
    if (!existsSync(made)) await this.make(made, people);
    const folder = mkdtempSync(path.join(os.tmpdir(), "turnscope-people-"));
    copyFileSync(made, path.join(folder, "turnscope.db"));
    return folder;
  }

  remove(): void {
    if (this.keptIn === undefined) rmSync(this.folder, { recursive: true, force: true });
  }

  private async make(made: string, people: number): Promise<void> {
    const folder = mkdtempSync(path.join(this.folder, "making-"));
    const file = path.join(folder, "turnscope.db");
    await migrate({ databaseUrl: null, dataFolder: folder });
    fillSqlite(file, people);
    renameSync(file, made);
    rmSync(folder, { recursive: true, force: true });
  }
}
