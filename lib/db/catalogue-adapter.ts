import { ColumnTypeEnum, type SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { postgresAdapter } from "./open-postgres";

type Query = (config: unknown) => Promise<{ fields?: { dataTypeID: number }[] }>;

const internalChar = 18;
const text = 25;

/**
 * PostgreSQL through which the schema engine can read the catalogue: its columns of the internal type "char" are refused by Prisma's
 * adapter, yet wanted by the engine as characters. The driver says text, the adapter accepts that, and the engine is told the truth. A
 * migration runs as it is written, in one go and so whole or not at all: Prisma's adapter would cut it at each semicolon, those within a
 * function too.
 */
export function catalogueAdapter(databaseUrl: string): SqlMigrationAwareDriverAdapterFactory {
  const factory = postgresAdapter(databaseUrl);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const pool = adapter.underlyingDriver();
    const queryRaw = adapter.queryRaw;
    adapter.executeScript = async (script) => void (await adapter.executeRaw({ sql: script, args: [], argTypes: [] }));
    adapter.queryRaw = async (statement) => {
      const letters = new Set<number>();
      const query: Query = async (config) => {
        const result = await (pool.query.bind(pool) as unknown as Query)(config);
        result.fields?.forEach((field, column) => {
          if (field.dataTypeID !== internalChar) return;
          letters.add(column);
          field.dataTypeID = text;
        });
        return result;
      };
      const result = await queryRaw.call(Object.create(adapter, { client: { value: { query } } }), statement);
      return { ...result, columnTypes: result.columnTypes.map((type, column) => (letters.has(column) ? ColumnTypeEnum.Character : type)) };
    };
    return adapter;
  };
  return factory;
}
