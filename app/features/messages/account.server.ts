import { randomInt } from "node:crypto";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { open, seal, wordHash } from "../../platform/seal.server.ts";
import { tell } from "../audit/public.server.ts";
import { needsTest, type AccountForm, type MailAccount } from "./domain/mail-account.ts";

/** The account as people are shown it: everything but the password. */
export interface KnownAccount extends MailAccount {
  readonly verifiedAt: Date | null;
  /** Until when the code of the last test message counts; null: none is awaited. */
  readonly codeUntil: Date | null;
}

/** With what opens it. */
export interface OpenAccount extends MailAccount {
  readonly password: string;
}

const CODE_MS = 60 * 60_000;
const MOST_CODE_TRIES = 5;

interface Row extends MailAccount {
  readonly sealed: Buffer;
  readonly verifiedAt: Date | null;
  readonly codeSentAt: Date | null;
  readonly codeHash: Buffer | null;
  readonly [column: string]: unknown;
}

async function readRow(tx: ShopTx): Promise<Row | undefined> {
  const [row] = await tx.rows<Row>(
    `select host, port, security, username, from_name as "fromName", from_address as "fromAddress", reply_to as "replyTo",
            sealed, verified_at as "verifiedAt", code_sent_at as "codeSentAt", code_hash as "codeHash"
       from mail_account where shop_id = $1`,
    [tx.shopId],
  );
  return row;
}

/** The merchant's mail server; undefined before there is one. */
export async function readAccount(tx: ShopTx): Promise<KnownAccount | undefined> {
  const row = await readRow(tx);
  if (!row) return undefined;
  const { sealed: _sealed, codeSentAt, codeHash, ...account } = row;
  return {
    ...account,
    codeUntil: codeSentAt === null || codeHash === null ? null : new Date(codeSentAt.getTime() + CODE_MS),
  };
}

/** The account with its password. `verified`: only if a test message has arrived. */
export async function openAccount(tx: ShopTx, { verified }: { verified: boolean }): Promise<OpenAccount | undefined> {
  const row = await readRow(tx);
  if (!row || (verified && row.verifiedAt === null)) return undefined;
  return { ...row, password: open(row.sealed, place(tx)).toString() };
}

/** Stores the account. What changes who sends or from where has to be tried anew. An empty password stays what it was. */
export async function saveAccount(
  tx: ShopTx,
  { account, password }: AccountForm,
  who: string,
  now: Date,
): Promise<{ readonly mustBeTried: boolean }> {
  const before = await readRow(tx);
  const mustBeTried = before?.verifiedAt == null || needsTest(before, account, password !== "");
  await tx.run(
    `insert into mail_account (shop_id, host, port, security, username, sealed, from_name, from_address, reply_to, updated_at, updated_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (shop_id) do update
        set host = excluded.host, port = excluded.port, security = excluded.security, username = excluded.username,
            sealed = excluded.sealed, from_name = excluded.from_name, from_address = excluded.from_address,
            reply_to = excluded.reply_to, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
    [
      tx.shopId,
      account.host,
      account.port,
      account.security,
      account.username,
      password === "" && before ? before.sealed : seal(password, place(tx)),
      account.fromName,
      account.fromAddress,
      account.replyTo,
      now,
      who,
    ],
  );
  await tell(
    tx,
    { code: "mail.account_saved", data: { port: account.port, security: account.security, mustBeTried }, who },
    now,
  );
  if (mustBeTried)
    await tx.run("update mail_account set verified_at = null, code_hash = null where shop_id = $1", [tx.shopId]);
  return { mustBeTried };
}

/** Makes the code of a new test message: six digits, good for an hour. The one before counts no more. */
export async function newCode(tx: ShopTx, now: Date): Promise<string> {
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  await tx.run("update mail_account set code_hash = $2, code_sent_at = $3, code_tries = 0 where shop_id = $1", [
    tx.shopId,
    codeHash(tx, code),
    now,
  ]);
  await tell(tx, { code: "mail.test_sent" }, now);
  return code;
}

/** Somebody typed the code that arrived. After five wrong ones, or an hour, a new test message is needed. */
export async function confirmCode(tx: ShopTx, code: string, now: Date): Promise<"verified" | "wrong" | "over"> {
  const awaited = await tx.run(
    `update mail_account set code_tries = code_tries + 1
      where shop_id = $1 and code_hash is not null and code_sent_at > $2 and code_tries < $3`,
    [tx.shopId, new Date(now.getTime() - CODE_MS), MOST_CODE_TRIES],
  );
  if (awaited === 0) return "over";
  const right = await tx.run(
    "update mail_account set verified_at = $3, code_hash = null where shop_id = $1 and code_hash = $2",
    [tx.shopId, codeHash(tx, code.replace(/\D/g, "")), now],
  );
  await tell(tx, { code: right === 0 ? "mail.code_wrong" : "mail.verified" }, now);
  return right === 0 ? "wrong" : "verified";
}

const codeHash = (tx: ShopTx, code: string) => wordHash(tx.shopId, `mail code ${code}`);

const place = (tx: ShopTx): string => `mail_account:${tx.shopId}`;
