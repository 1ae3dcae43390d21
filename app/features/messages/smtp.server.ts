import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { Readable } from "node:stream";
import MailComposer from "nodemailer/lib/mail-composer";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { config } from "../../config.server.ts";
import { isPublicAddress } from "../../platform/public-address.server.ts";
import type { OpenAccount } from "./account.server.ts";
import type { Rendered } from "./domain/render.ts";

/** One mail, complete. */
export interface Mail extends Rendered {
  readonly to: string;
  /** Stable over retries: what mail servers and readers know it by. Without angle brackets. */
  readonly messageId: string;
  /** Where the shopper ends them by one click (RFC 8058). */
  readonly unsubscribe?: string;
  readonly date: Date;
}

/**
 * What came of handing a mail over. Only `lost` leaves it open whether it was taken: the text had begun to flow and no answer came. `answer` is the
 * server's code ("550 5.1.1"), never its words: they may repeat the address.
 */
export type HandedOver =
  | { readonly status: "taken"; readonly answer: string }
  /** `recipient`: this address is not to be had; `mail`: this mail is not wanted; `account`: the sender is not let in. */
  | { readonly status: "refused"; readonly about: "recipient" | "mail" | "account"; readonly answer: string }
  | { readonly status: "later"; readonly answer: string }
  | { readonly status: "unreachable"; readonly problem: Unreachable }
  | { readonly status: "lost" };

/** A mail that somebody waits for was not taken: why, in the server's code or ours. */
export interface NotTaken {
  readonly status: "notTaken";
  readonly why: string;
  readonly answer: string;
}

export function whyNotTaken(came: Exclude<HandedOver, { status: "taken" }>): NotTaken {
  const status = "notTaken";
  switch (came.status) {
    case "unreachable":
      return { status, why: came.problem, answer: "" };
    case "refused":
      return { status, why: came.about, answer: came.answer };
    case "later":
      return { status, why: "later", answer: came.answer };
    case "lost":
      return { status, why: "lost", answer: "" };
  }
}

/** Why the server could not be asked; each has a text for people. */
export type Unreachable = "no_address" | "not_public" | "connection" | "too_slow" | "no_encryption";

/** Less than a lane's lease together, so that nobody else believes this worker dead meanwhile. */
const CONNECT_MS = 6_000;
const ANSWER_MS = 9_000;

/** Where the host may be reached: every address of its name must be public. Against the dev shop, this machine and nothing else. */
async function addressOf(host: string): Promise<{ readonly address: string } | { readonly problem: Unreachable }> {
  const addresses = isIP(host) > 0 ? [host] : await resolve(host);
  const [address] = addresses;
  if (address === undefined) return { problem: "no_address" };
  const isFine = config.devshopUrl ? isThisMachine : isPublicAddress;
  return addresses.every(isFine) ? { address } : { problem: "not_public" };
}

const isThisMachine = (address: string): boolean => address === "::1" || address.startsWith("127.");

const resolve = async (host: string): Promise<string[]> =>
  (await lookup(host, { all: true }).catch(() => [])).map(({ address }) => address);

/**
 * Hands one mail over to the merchant's server, over a connection of its own, to the address that was checked (a name that leads somewhere else a
 * moment later leads nowhere). Never throws for what servers do.
 */
export async function handOver(account: OpenAccount, mail: Mail): Promise<HandedOver> {
  const found = await addressOf(account.host);
  if ("problem" in found) return { status: "unreachable", problem: found.problem };
  const raw = await compose(account, mail);
  return new Promise((settle) => {
    const connection = new SMTPConnection({
      host: found.address,
      port: account.port,
      secure: account.security === "tls",
      requireTLS: account.security === "starttls",
      // The dev shop's certificate is its own.
      tls: { servername: account.host, minVersion: "TLSv1.2", rejectUnauthorized: config.devshopUrl === undefined },
      name: new URL(config.appUrl).hostname,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: ANSWER_MS,
    });
    let flowing = false;
    const done = (result: HandedOver) => {
      // First: closing says "end", which would count as a lost answer.
      settle(result);
      connection.close();
    };
    const failed = (error: SMTPConnection.SMTPError) => done(outcomeOf(error, flowing));
    connection.on("error", failed);
    connection.on("end", () => done(outcomeOf({ name: "", message: "", code: "ECONNECTION" }, flowing)));
    connection.connect((error) => {
      if (error) {
        failed(error);
        return;
      }
      connection.login({ credentials: { user: account.username, pass: account.password } }, (refused) => {
        if (refused) {
          failed(refused);
          return;
        }
        // Read first when the server has said that it listens to the text: from then on an answer can be lost.
        const text = new Readable({
          read() {
            flowing = true;
            this.push(raw);
            this.push(null);
          },
        });
        const envelope = { from: account.fromAddress, to: [mail.to], size: raw.length };
        connection.send(envelope, text, (error, info) => {
          if (error) failed(error);
          else done({ status: "taken", answer: codeOf(info.response) });
        });
      });
    });
  });
}

/** What a fault means. Before the text flowed nothing can have been taken. */
function outcomeOf(error: SMTPConnection.SMTPError, flowing: boolean): HandedOver {
  const { responseCode } = error;
  if (responseCode === undefined || responseCode < 400) {
    if (flowing) return { status: "lost" };
    return { status: "unreachable", problem: problemOf(error) };
  }
  const answer = codeOf(error.response ?? String(responseCode));
  if (responseCode < 500) return { status: "later", answer };
  // A sender that is not let in (yet): it is the account that must be mended, and the mail can wait for that.
  if (error.code === "EAUTH") return { status: "refused", about: "account", answer };
  if (error.command === "RCPT TO" || /^5\d\d 5\.1\.[1-36]/.test(answer))
    return { status: "refused", about: "recipient", answer };
  return { status: "refused", about: "mail", answer };
}

function problemOf({ code, command }: SMTPConnection.SMTPError): Unreachable {
  if (code === "ETIMEDOUT") return "too_slow";
  if (code === "ETLS" || command === "STARTTLS") return "no_encryption";
  return "connection";
}

/** "550 5.1.1" of what the server said. */
const codeOf = (response: string | undefined): string =>
  /^(\d{3})(?:[ -](\d\.\d{1,3}\.\d{1,3}))?/
    .exec(response ?? "")
    ?.slice(1)
    .filter(Boolean)
    .join(" ") ?? "";

function compose(account: OpenAccount, mail: Mail): Promise<Buffer> {
  const { unsubscribe } = mail;
  return new MailComposer({
    from: { name: account.fromName, address: account.fromAddress },
    to: { name: "", address: mail.to },
    ...(account.replyTo !== "" && { replyTo: account.replyTo }),
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: `<${mail.messageId}>`,
    date: mail.date,
    disableFileAccess: true,
    disableUrlAccess: true,
    headers: {
      // Nobody's holiday note answers a machine.
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "OOF, AutoReply",
      ...(unsubscribe && {
        "List-Unsubscribe": `<${unsubscribe}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      }),
    },
  })
    .compile()
    .build();
}
