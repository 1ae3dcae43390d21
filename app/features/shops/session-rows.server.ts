import { z } from "zod";
import type { ShopId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { isStale, open, seal } from "../../platform/seal.server.ts";
import type { TokenPair } from "./domain/token.ts";

/**
 * Who a staff member is and what they may do here. `associated_user_scope` is kept: effects run with the shop's own token, so the app itself
 * checks what a person may do, and PrismaSessionStorage would lose it.
 */
const Staff = z.object({
  expires_in: z.number(),
  associated_user_scope: z.string(),
  associated_user: z.object({
    id: z.number(),
    first_name: z.string(),
    last_name: z.string(),
    email: z.string(),
    email_verified: z.boolean(),
    account_owner: z.boolean(),
    locale: z.string(),
    collaborator: z.boolean(),
  }),
});
export type Staff = z.infer<typeof Staff>;

/** A session with its secrets readable. Its times are the machine's, like all lifetimes of tokens. */
export interface StoredSession {
  readonly sessionId: string;
  readonly isOnline: boolean;
  readonly state: string;
  readonly scope: string | null;
  readonly expiresAt: Date | null;
  readonly accessToken: string;
  readonly refreshToken: string | null;
  readonly refreshTokenExpiresAt: Date | null;
  readonly staff: Staff | null;
}

/** A session as read: `sealedToken` names this very version of the row. */
export interface ReadSession extends StoredSession {
  readonly sealedToken: Buffer;
  /** Some secret of it is sealed under an older key. */
  readonly stale: boolean;
}

interface Row {
  readonly session_id: string;
  readonly is_online: boolean;
  readonly state: string;
  readonly scope: string | null;
  readonly expires_at: Date | null;
  readonly access_token: Buffer;
  readonly refresh_token: Buffer | null;
  readonly refresh_token_expires_at: Date | null;
  readonly user: Buffer | null;
  readonly [column: string]: unknown;
}

const COLUMNS = `session_id, is_online, state, scope, expires_at, access_token, refresh_token, refresh_token_expires_at, "user"`;

/** Bound into the seal: a token copied to another shop, session or column does not open. */
function place(shopId: ShopId, sessionId: string, column: string): string {
  return `shop_session ${shopId} ${sessionId} ${column}`;
}

/** Writes a session over whatever was there. */
export async function writeSession(tx: ShopTx, session: StoredSession): Promise<void> {
  const sealed = (column: string, text: string | null): Buffer | null =>
    text === null ? null : seal(text, place(tx.shopId, session.sessionId, column));
  await tx.run(
    `insert into shop_session (shop_id, ${COLUMNS}, user_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (shop_id, session_id) do update
        set is_online = excluded.is_online, state = excluded.state, scope = excluded.scope, expires_at = excluded.expires_at,
            access_token = excluded.access_token, refresh_token = excluded.refresh_token,
            refresh_token_expires_at = excluded.refresh_token_expires_at, "user" = excluded."user", user_id = excluded.user_id`,
    [
      tx.shopId,
      session.sessionId,
      session.isOnline,
      session.state,
      session.scope,
      session.expiresAt,
      sealed("access_token", session.accessToken),
      sealed("refresh_token", session.refreshToken),
      session.refreshTokenExpiresAt,
      sealed("user", session.staff && JSON.stringify(session.staff)),
      session.staff?.associated_user.id ?? null,
    ],
  );
}

/** Throws Bug when a secret does not open (key missing, row swapped or damaged). */
export async function readSession(tx: ShopTx, sessionId: string): Promise<ReadSession | undefined> {
  const rows = await tx.rows<Row>(`select ${COLUMNS} from shop_session where shop_id = $1 and session_id = $2`, [
    tx.shopId,
    sessionId,
  ]);
  return rows[0] && opened(tx.shopId, rows[0]);
}

export async function readSessions(tx: ShopTx): Promise<ReadSession[]> {
  const rows = await tx.rows<Row>(`select ${COLUMNS} from shop_session where shop_id = $1 order by session_id`, [
    tx.shopId,
  ]);
  return rows.map((row) => opened(tx.shopId, row));
}

/**
 * Puts a refreshed pair in the place of the one it was made from. False when the row is not that version any more: somebody stored a newer
 * pair (a staff member opened the admin and Shopify's library exchanged tokens), and theirs stays.
 */
export async function replacePair(tx: ShopTx, from: ReadSession, pair: TokenPair): Promise<boolean> {
  const touched = await tx.run(
    `update shop_session
        set access_token = $4, refresh_token = $5, expires_at = $6, refresh_token_expires_at = $7, scope = $8
      where shop_id = $1 and session_id = $2 and access_token = $3`,
    [
      tx.shopId,
      from.sessionId,
      from.sealedToken,
      seal(pair.accessToken, place(tx.shopId, from.sessionId, "access_token")),
      seal(pair.refreshToken, place(tx.shopId, from.sessionId, "refresh_token")),
      pair.expiresAt,
      pair.refreshTokenExpiresAt,
      pair.scope,
    ],
  );
  return touched === 1;
}

/** Seals the secrets of a row under the current key, unless the row has changed since it was read. */
export async function resealSession(tx: ShopTx, session: ReadSession): Promise<void> {
  const rows = await tx.rows(
    "select 1 from shop_session where shop_id = $1 and session_id = $2 and access_token = $3 for update",
    [tx.shopId, session.sessionId, session.sealedToken],
  );
  if (rows.length === 1) await writeSession(tx, session);
}

export async function deleteSessions(tx: ShopTx, sessionIds: readonly string[]): Promise<void> {
  await tx.run("delete from shop_session where shop_id = $1 and session_id = any($2)", [tx.shopId, sessionIds]);
}

/** Everybody's session, the shop's own included: the next visit of a staff member brings new tokens. */
export async function deleteAllSessions(tx: ShopTx): Promise<void> {
  await tx.run("delete from shop_session where shop_id = $1", [tx.shopId]);
}

function opened(shopId: ShopId, row: Row): ReadSession {
  const text = (column: string, sealed: Buffer): string =>
    open(sealed, place(shopId, row.session_id, column)).toString();
  return {
    sessionId: row.session_id,
    isOnline: row.is_online,
    state: row.state,
    scope: row.scope,
    expiresAt: row.expires_at,
    accessToken: text("access_token", row.access_token),
    refreshToken: row.refresh_token && text("refresh_token", row.refresh_token),
    refreshTokenExpiresAt: row.refresh_token_expires_at,
    staff: row.user && Staff.parse(JSON.parse(text("user", row.user))),
    sealedToken: row.access_token,
    stale: [row.access_token, row.refresh_token, row.user].some((sealed) => sealed !== null && isStale(sealed)),
  };
}
