import { z } from "zod";

/** `tls`: encrypted from the first byte; `starttls`: encrypted before anything is said, or nothing is said at all. */
export const SECURITIES = ["tls", "starttls"] as const;

/** How a merchant's own mail server is reached, and what its messages say of their sender. */
export interface MailAccount {
  readonly host: string;
  readonly port: number;
  readonly security: (typeof SECURITIES)[number];
  readonly username: string;
  readonly fromName: string;
  readonly fromAddress: string;
  /** Empty: answers go to the sender's address. */
  readonly replyTo: string;
}

/** What was typed; a password that was left empty stays as it is. */
export interface AccountForm {
  readonly account: MailAccount;
  readonly password: string;
}

export type AccountField = keyof MailAccount | "password";
export type AccountErrors = Readonly<Partial<Record<AccountField, "needed" | "host" | "port" | "email" | "long">>>;

/** Ports on which mail servers take mail from senders. Others are no mail servers, and nobody is to knock there through us. */
const MAIL_PORTS: readonly number[] = [25, 465, 587, 2525];

const HOST = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;
const LONGEST = 200;
const email = z.email().max(254);

/**
 * Reads the form. `isDev`: the dev shop's mail server listens where it likes. `known`: the account as it is stored; only for the same server and user
 * may the password stay unsaid, or somebody could have it sent to a server of their own.
 */
export function readAccount(
  texts: Readonly<Record<string, string>>,
  { known, isDev }: { readonly known: MailAccount | undefined; readonly isDev: boolean },
):
  | { readonly status: "valid"; readonly form: AccountForm }
  | { readonly status: "invalid"; readonly errors: AccountErrors } {
  const text = (name: AccountField): string => (texts[name] ?? "").trim();
  const account: MailAccount = {
    host: text("host").toLowerCase(),
    port: Number(text("port")),
    security: SECURITIES.find((each) => each === text("security")) ?? "tls",
    username: text("username"),
    fromName: text("fromName"),
    fromAddress: text("fromAddress"),
    replyTo: text("replyTo"),
  };
  const password = texts["password"] ?? "";
  const isSameServer =
    known?.host === account.host && known.port === account.port && known.username === account.username;
  const isEmail = (value: string) => email.safeParse(value).success;
  const errors: AccountErrors = {
    ...(!HOST.test(account.host) && { host: account.host === "" ? "needed" : "host" }),
    ...(!(isDev ? Number.isInteger(account.port) && account.port > 0 : MAIL_PORTS.includes(account.port)) && {
      port: "port",
    }),
    ...lengthError("username", account.username),
    ...lengthError("fromName", account.fromName),
    ...(!isEmail(account.fromAddress) && { fromAddress: account.fromAddress === "" ? "needed" : "email" }),
    ...(account.replyTo !== "" && !isEmail(account.replyTo) && { replyTo: "email" }),
    ...(password === "" && !isSameServer && { password: "needed" }),
    ...(password.length > LONGEST && { password: "long" }),
  };
  return Object.keys(errors).length > 0
    ? { status: "invalid", errors }
    : { status: "valid", form: { account, password } };
}

function lengthError(field: AccountField, value: string): AccountErrors {
  if (value === "") return { [field]: "needed" };
  return value.length > LONGEST ? { [field]: "long" } : {};
}

/** Must a test message arrive anew before this account may send? What only changes where answers go need not be tried. */
export const needsTest = (before: MailAccount, after: MailAccount, newPassword: boolean): boolean =>
  newPassword ||
  (["host", "port", "security", "username", "fromAddress"] as const).some((name) => before[name] !== after[name]);
