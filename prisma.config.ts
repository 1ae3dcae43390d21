import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { defineConfig } from "prisma/config";

// The wasm engine leaves its lock timers (10 s, 60 s) running when it is done; they would keep the command alive.
const realSetTimeout = globalThis.setTimeout;
globalThis.setTimeout = Object.assign(
  ((run: () => void, ms?: number, ...rest: []) => {
    const timer = realSetTimeout(run, ms, ...rest);
    if ((ms ?? 0) >= 10_000) timer.unref();
    return timer;
  }) as typeof setTimeout,
  realSetTimeout,
);

// What adapter-pg and the wasm schema engine cannot read of PostgreSQL's catalogue: columns of type name and "char"
// (and their arrays) go in as text; CHECK and NOT NULL constraints (type "char") make the engine panic and are left out.
const asText = new Map([
  [19, 25],
  [18, 25],
  [1003, 1009],
  [1002, 1009],
]);
interface Result {
  fields?: { name: string; dataTypeID: number }[];
  rows: unknown[][];
}
type PerformIO = (query: unknown) => Promise<Result>;
type Connection = Awaited<ReturnType<PrismaPg["connect"]>>;

function readable(conn: Connection): Connection {
  // Private in the adapter's types: the one place where every answer of the catalogue passes.
  const performIO = (Reflect.get(conn, "performIO") as PerformIO).bind(conn);
  return Object.assign(conn, {
    performIO: async (query: unknown): Promise<Result> => {
      const result = await performIO(query);
      const fields = result.fields ?? [];
      if (fields.some((field) => field.name === "constraint_type")) result.rows = [];
      for (const field of fields) field.dataTypeID = asText.get(field.dataTypeID) ?? field.dataTypeID;
      return result;
    },
    // The adapter cuts a script at every semicolon, inside strings and $$ bodies too. Sent whole, it is one transaction.
    executeScript: async (script: string): Promise<void> => {
      await conn.underlyingDriver().query(script);
    },
  });
}

class SchemaPg extends PrismaPg {
  override async connect(): Promise<Connection> {
    return readable(await super.connect());
  }

  // The adapter's own version drops the shadow database before it has closed its connections to it, and fails.
  override async connectToShadowDb(): Promise<Connection> {
    const name = `shadow_${randomUUID().replaceAll("-", "")}`;
    const main = await this.connect();
    await main.executeScript(`CREATE DATABASE ${name}`);
    const shadow = await new PrismaPg({ ...connection, database: name }).connect();
    const close = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await close();
      await main.executeScript(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await main.dispose();
    };
    return readable(shadow);
  }
}

// Never a connectionString here: pg lets it win over the shadow database's name, and `migrate dev` would run on the real one.
// `generate` needs no database, but without a URL it fetches a native engine from the network.
process.env["DATABASE_URL"] ??= "postgresql://localhost/none";
const url = new URL(process.env["DATABASE_URL"]);
const connection = {
  host: url.hostname,
  port: Number(url.port || 5432),
  database: url.pathname.slice(1),
  idleTimeoutMillis: 200,
  user: decodeURIComponent(url.username),
  password: decodeURIComponent(url.password),
};

export default defineConfig({
  experimental: { adapter: true },
  engine: "js",
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  adapter: () => Promise.resolve(new SchemaPg(connection)),
});
