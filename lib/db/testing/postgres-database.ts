import { PrismaPg } from "@prisma/adapter-pg";

/** Creates a database on the server, empty or as a copy of a template, and answers its address. Names are ours, hence not escaped. */
export async function createPostgresDatabase(serverUrl: string, { name, template }: { name: string; template?: string }): Promise<string> {
  const adapter = await new PrismaPg({ connectionString: serverUrl }).connect();
  try {
    await adapter.executeScript(`CREATE DATABASE ${name}${template === undefined ? "" : ` TEMPLATE ${template}`}`);
  } finally {
    await adapter.dispose();
  }
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
