import type { Role } from "../../core/permissions.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { open, seal } from "../../platform/seal.server.ts";
import type { Placed } from "./domain/lock-out.ts";

/** Who somebody is, in Shopify's words. */
export interface Person {
  /** Shopify's number of the staff member. */
  readonly userId: string;
  /** Empty: Shopify did not say. */
  readonly name: string;
  readonly email: string | null;
}

/** Somebody who has opened the app. `name` and `email` are empty once they were erased. */
export interface Member extends Placed {
  readonly name: string;
  readonly email: string;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
}

interface Row {
  readonly user_id: string;
  readonly role: Role;
  readonly is_owner: boolean;
  readonly person: Buffer | null;
  readonly first_seen_at: Date;
  readonly last_seen_at: Date;
  readonly [column: string]: unknown;
}

/** No shop has more people than this; the oldest beyond it would not be listed. */
const MOST = 2_000;

const place = (tx: ShopTx, userId: string): string => `staff_member ${tx.shopId} ${userId}`;

/** The role of somebody who was here since that moment; undefined when they have to be looked at again. */
export async function roleSeenSince(tx: ShopTx, userId: string, since: Date): Promise<Role | undefined> {
  const [row] = await tx.rows<{ role: Role }>(
    "select role from staff_member where shop_id = $1 and user_id = $2 and last_seen_at >= $3 and person is not null",
    [tx.shopId, userId, since],
  );
  return row?.role;
}

/**
 * Writes down that somebody is here, under the name they have in Shopify today. Who is new gets the role that newcomers have in this shop. The owner of the
 * account is a manager, whatever they were before they owned it.
 */
export async function writeSeen(
  tx: ShopTx,
  { userId, name, email }: Person,
  isOwner: boolean,
  now: Date,
): Promise<Role> {
  const person = seal(JSON.stringify({ name, email: email ?? "" }), place(tx, userId));
  const [row] = await tx.rows<{ role: Role }>(
    `insert into staff_member as s (shop_id, user_id, role, is_owner, person, first_seen_at, last_seen_at)
     values ($1, $2, case when $3 then 'manager' else coalesce((select newcomer_role from staff_setting where shop_id = $1), 'manager') end, $3, $4, $5, $5)
     on conflict (shop_id, user_id) do update
        set role = case when $3 then 'manager' else s.role end, is_owner = $3, person = excluded.person, last_seen_at = excluded.last_seen_at
     returning role`,
    [tx.shopId, userId, isOwner, person, now],
  );
  return row?.role ?? "manager";
}

/** Everybody the shop has seen, whoever was here last first. `locked`: until the end of the transaction nobody else changes a role. */
export async function readMembers(tx: ShopTx, { locked = false } = {}): Promise<Member[]> {
  const rows = await tx.rows<Row>(
    `select user_id, role, is_owner, person, first_seen_at, last_seen_at from staff_member
      where shop_id = $1 order by last_seen_at desc, user_id limit ${MOST} ${locked ? "for update" : ""}`,
    [tx.shopId],
  );
  return rows.map((row) => ({
    userId: row.user_id,
    role: row.role,
    isOwner: row.is_owner,
    ...opened(tx, row),
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
  }));
}

function opened(tx: ShopTx, { user_id, person }: Row): { name: string; email: string } {
  if (person === null) return { name: "", email: "" };
  return JSON.parse(open(person, place(tx, user_id)).toString()) as { name: string; email: string };
}

export async function writeRole(tx: ShopTx, userId: string, role: Role): Promise<void> {
  await tx.run("update staff_member set role = $3 where shop_id = $1 and user_id = $2", [tx.shopId, userId, role]);
}

/** Erases name and address; the number, which says nothing by itself, stays for the log of what was done. False: there is nobody of that number. */
export async function erasePerson(tx: ShopTx, userId: string): Promise<boolean> {
  return (
    (await tx.run("update staff_member set person = null where shop_id = $1 and user_id = $2", [tx.shopId, userId])) > 0
  );
}

/** Erases those who have not been here since then. */
export async function erasePersonsBefore(tx: ShopTx, before: Date): Promise<void> {
  await tx.run(
    "update staff_member set person = null where shop_id = $1 and last_seen_at < $2 and person is not null",
    [tx.shopId, before],
  );
}

export async function readNewcomerRole(tx: ShopTx): Promise<Role> {
  const [row] = await tx.rows<{ role: Role }>("select newcomer_role as role from staff_setting where shop_id = $1", [
    tx.shopId,
  ]);
  return row?.role ?? "manager";
}

export async function writeNewcomerRole(tx: ShopTx, role: Role, who: string, now: Date): Promise<void> {
  await tx.run(
    `insert into staff_setting (shop_id, newcomer_role, updated_by, updated_at) values ($1, $2, $3, $4)
     on conflict (shop_id) do update set newcomer_role = excluded.newcomer_role, updated_by = excluded.updated_by, updated_at = excluded.updated_at`,
    [tx.shopId, role, who, now],
  );
}
