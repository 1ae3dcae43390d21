import type { Database, Finding } from "./finding.ts";

/** A lane that is ready is claimed within 0.1 s when a worker has nothing else to do. */
const CLAIMED_WITHIN = "interval '2 seconds'";

/**
 * Nothing is left to do, nothing is held by a process that is gone. `asOf`: the database's time when the worker ended; what became ready
 * after that has nobody to take it.
 */
export async function auditStandstill(database: Database, asOf: Date): Promise<Finding[]> {
  const left = await database.query<{ detail: string }>(`
    select format('shop %s: %s', shop_id, to_jsonb(m)) as detail from mark m
    union all select format('shop %s: fact %s', shop_id, code) from fact
    union all select format('shop %s: fulfillment order %s undecided', shop_id, fulfillment_order_id) from routing_case where status = 'due'
    union all select format('shop %s: import of %s is %s', shop_id, kind, status) from import_run where status <> 'done'
    union all select format('shop %s: %s', shop_id, topic) from privacy_request where done_at is null`);
  const lanes = await database.query<{ detail: string }>(
    `select format('shop %s lane %s: ready for %s, failed %s times', shop_id, lane, $1::timestamptz - ready_at, failures) as detail
       from shop_lane
      where (ready_at < $1::timestamptz - ${CLAIMED_WITHIN} and lease_until < $1::timestamptz - ${CLAIMED_WITHIN}) or failures > 0`,
    [asOf],
  );
  const held = await database.query<{ detail: string }>(
    `select format('shop %s lane %s: leased for another %s', shop_id, lane, lease_until - now()) as detail
       from shop_lane where lease_until > now()
      union all
     select format('%s: %s %s', a.application_name, a.state, a.query) from pg_stat_activity a
      where a.datname = current_database() and a.pid <> pg_backend_pid() and a.backend_type = 'client backend'
      union all
     select format('%s lock of process %s', l.mode, l.pid) from pg_locks l
      where l.database = (select oid from pg_database where datname = current_database()) and l.pid is distinct from pg_backend_pid()
      union all
     select format('prepared transaction %s', gid) from pg_prepared_xacts`,
  );
  return [
    ...left.rows.map(({ detail }): Finding => ({ what: "work left", detail })),
    ...lanes.rows.map(({ detail }): Finding => ({ what: "stuck lane", detail })),
    ...held.rows.map(({ detail }): Finding => ({ what: "held by nobody", detail })),
  ];
}
