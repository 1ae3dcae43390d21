/** Applies the migrations to a database and gives the app's role its password. For production: `npm run migrate` with MIGRATE_URL and APP_PASSWORD. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import pg from "pg";

/** `ownerUrl`: a role that may create tables and roles. Returns the URL for the app (role entrega_app). */
export async function migrate(ownerUrl: string, appPassword: string): Promise<string> {
  await promisify(execFile)(process.execPath, ["node_modules/prisma/build/index.js", "migrate", "deploy"], {
    env: { ...process.env, DATABASE_URL: ownerUrl },
  });
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query(`alter role entrega_app password ${client.escapeLiteral(appPassword)}`);
  // The owner counts what is to be erased, and erases again after a restore, as these; only a superuser, which no managed PostgreSQL gives away, may do that unasked.
  await client.query("grant entrega_app, entrega_watch to current_user");
  // Who measures a database must be one that may connect to it, also where that right was taken from everybody, as `npm run restored` does.
  const { database = "" } = client;
  await client.query(`grant connect on database ${client.escapeIdentifier(database)} to entrega_watch`);
  await client.end();
  const url = new URL(ownerUrl);
  url.username = "entrega_app";
  url.password = appPassword;
  return url.href;
}

if (import.meta.main) {
  const { MIGRATE_URL, APP_PASSWORD } = process.env;
  if (!MIGRATE_URL || !APP_PASSWORD) {
    console.error("Set MIGRATE_URL (the owner of the database) and APP_PASSWORD (of the role entrega_app).");
    process.exit(1);
  }
  await migrate(MIGRATE_URL, APP_PASSWORD);
  console.log("The database is up to date.");
}
