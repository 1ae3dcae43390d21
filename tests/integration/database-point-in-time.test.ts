import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { startPostgres, type EmbeddedPostgres } from "../../scripts/embedded-postgres.ts";

const work = fs.mkdtempSync(join(tmpdir(), "entrega-recovery-"));
const archive = join(work, "wal");
const servers: EmbeddedPostgres[] = [];
afterAll(async () => {
  for (const server of servers) await server.remove();
  fs.rmSync(work, { recursive: true });
});

async function start(name: string, settings: Record<string, string>): Promise<EmbeddedPostgres> {
  const server = await startPostgres(join(work, name), { shared_buffers: "16MB", ...settings });
  servers.push(server);
  return server;
}

async function connected<T>(server: EmbeddedPostgres, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server.ownerUrl });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

async function folderOf(server: EmbeddedPostgres): Promise<string> {
  const { rows } = await connected(server, (client) => client.query<{ data_directory: string }>("show data_directory"));
  return rows[0]?.data_directory ?? "";
}

/** The server runs as somebody else when we are root. */
function giveTo(owner: fs.Stats, folder: string): void {
  for (const name of ["", ...fs.readdirSync(folder, { recursive: true, encoding: "utf8" })])
    fs.chownSync(join(folder, name), owner.uid, owner.gid);
  fs.chmodSync(folder, 0o700);
}

test("a base backup and the archived log give the database of a moment back, and nothing that came after it", async () => {
  fs.chmodSync(work, 0o755);
  fs.mkdirSync(archive);
  fs.chmodSync(archive, 0o777);
  const first = await start("first", {
    wal_level: "replica",
    archive_mode: "on",
    archive_command: `cp %p ${archive}/%f`,
  });
  const copy = join(work, "base");
  const moment = await connected(first, async (client) => {
    await client.query("create table sale (what text)");
    await client.query("insert into sale values ('in the backup')");
    await client.query("select pg_backup_start('nightly', true)");
    fs.cpSync(await folderOf(first), copy, { recursive: true });
    const { rows } = await client.query<{ labelfile: string }>("select labelfile from pg_backup_stop()");
    fs.writeFileSync(join(copy, "backup_label"), rows[0]?.labelfile ?? "");
    await client.query("insert into sale values ('after the backup')");
    const { rows: times } = await client.query<{ at: string }>("select clock_timestamp()::text as at");
    await client.query("insert into sale values ('the mistake')");
    const { rows: logs } = await client.query<{ log: string }>("select pg_walfile_name(pg_switch_wal()) as log");
    await expect.poll(() => fs.existsSync(join(archive, logs[0]?.log ?? "none"))).toBe(true);
    return times[0]?.at ?? "";
  });

  // Beside it, with the same accounts.
  fs.mkdirSync(join(work, "second"));
  fs.copyFileSync(join(work, "first", "password"), join(work, "second", "password"));
  const empty = await start("second", {});
  const folder = await folderOf(empty);
  const owner = fs.statSync(folder);
  await empty.stop();
  fs.rmSync(folder, { recursive: true });
  fs.cpSync(copy, folder, { recursive: true });
  fs.rmSync(join(folder, "postmaster.pid"), { force: true });
  fs.writeFileSync(join(folder, "recovery.signal"), "");
  giveTo(owner, folder);
  const restored = await start("second", {
    restore_command: `cp ${archive}/%f %p`,
    recovery_target_time: moment,
    recovery_target_action: "promote",
  });
  await connected(restored, async (client) => {
    await expect
      .poll(async () => (await client.query<{ r: boolean }>("select pg_is_in_recovery() as r")).rows[0]?.r, {
        timeout: 30_000,
      })
      .toBe(false);
    const { rows } = await client.query<{ what: string }>("select what from sale order by what");
    expect(rows.map(({ what }) => what)).toEqual(["after the backup", "in the backup"]);
  });
});
