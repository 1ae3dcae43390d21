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
type Field = { name: string; dataTypeID: number };
function readable(conn: any) {
  const performIO = conn.performIO.bind(conn);
  conn.performIO = async (query: unknown) => {
    const result: { fields?: Field[]; rows: unknown[][] } = await performIO(query);
    const fields = result.fields ?? [];
    if (fields.some((f) => f.name === "constraint_type")) result.rows = [];
    for (const f of fields) f.dataTypeID = asText.get(f.dataTypeID) ?? f.dataTypeID;
    return result;
  };
  // The adapter cuts a script at every semicolon, inside strings and $$ bodies too. Sent whole, it is one transaction.
  conn.executeScript = async (script: string) => {
    await conn.client.query(script);
  };
  return conn;
}

class SchemaPg extends PrismaPg {
  override async connect() {
    return readable(await super.connect());
  }
  // The adapter's own version drops the shadow database before it has closed its connections to it, and fails.
  override async connectToShadowDb() {
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
const url = new URL(process.env["DATABASE_URL"] ?? "postgresql://localhost/none");
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
  adapter: async () => new SchemaPg(connection) as any,
});
