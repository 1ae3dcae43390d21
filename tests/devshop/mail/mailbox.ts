/** A mail server that takes every mail for everybody, and misbehaves when told to. What it took is kept in memory, newest last. */
import type { AddressInfo } from "node:net";
import PostalMime from "postal-mime";
import { SMTPServer, type SMTPServerSession } from "smtp-server";
import type { Clock } from "../clock.ts";

export const MAIL_USER = "shop@mail.test";
export const MAIL_PASSWORD = "mail-password";

export interface MailKnobs {
  /** Who asks for a recipient is told this: 550 no such address, 450 come back later. Null: everybody exists. */
  recipient: 450 | 550 | null;
  /** Who has handed over the whole text is told this. Null: it is taken. */
  text: 451 | 554 | null;
  /** The line breaks after the text came, and before it is said that it was taken. `taken`: it was. */
  lost: "taken" | "not_taken" | null;
  /** Nobody is let in. */
  locked: boolean;
  /** Milliseconds before the text is answered. */
  slowMs: number;
}

const QUIET_MAIL: MailKnobs = { recipient: null, text: null, lost: null, locked: false, slowMs: 0 };

export interface ReceivedMail {
  readonly number: number;
  readonly at: Date;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** By name in small letters. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface Mailbox {
  readonly port: number;
  readonly mails: readonly ReceivedMail[];
  readonly knobs: MailKnobs;
  /** How often somebody asked for a recipient. */
  asked: number;
  empty(): void;
  close(): Promise<void>;
}

/** Starts it; STARTTLS with a certificate of its own, user and password as above. It does not keep the process alive. */
export async function openMailbox({ port, clock }: { port: number; clock: Clock }): Promise<Mailbox> {
  const mails: ReceivedMail[] = [];
  const knobs: MailKnobs = { ...QUIET_MAIL };
  const server = new SMTPServer({
    authMethods: ["PLAIN", "LOGIN"],
    logger: false,
    disableReverseLookup: true,
    onAuth: ({ username, password }, _session, callback) => {
      const isRight = !knobs.locked && username === MAIL_USER && password === MAIL_PASSWORD;
      if (isRight) callback(null, { user: username });
      else callback(refusal(535, "5.7.8 who are you?"));
    },
    onRcptTo: (_address, _session, callback) => {
      mailbox.asked += 1;
      if (knobs.recipient === null) callback();
      else if (knobs.recipient === 550) callback(refusal(550, "5.1.1 nobody of that name"));
      else callback(refusal(450, "4.2.0 come back later"));
    },
    onData: (stream, session, callback) => {
      const pieces: Buffer[] = [];
      stream.on("data", (piece: Buffer) => pieces.push(piece));
      stream.on("end", () => {
        void answer(Buffer.concat(pieces), session, callback);
      });
    },
  });
  // Whoever hangs up in the middle is not our problem.
  server.on("error", () => undefined);

  async function answer(raw: Buffer, session: SMTPServerSession, callback: (error?: Error | null) => void) {
    const { text, lost, slowMs } = knobs;
    if (slowMs > 0) await new Promise((resolve) => setTimeout(resolve, slowMs));
    if (text !== null) {
      callback(refusal(text, text === 554 ? "5.7.1 not this mail" : "4.3.0 come back later"));
      return;
    }
    if (lost !== "not_taken") mails.push(await read(raw, session, mails.length + 1));
    if (lost === null) callback();
    else
      for (const connection of server.connections) (connection as { _socket: { destroy(): void } })._socket.destroy();
  }

  async function read(raw: Buffer, { envelope }: SMTPServerSession, number: number): Promise<ReceivedMail> {
    const mail = await PostalMime.parse(raw);
    return {
      number,
      at: clock.now(),
      from: envelope.mailFrom === false ? "" : envelope.mailFrom.address,
      to: envelope.rcptTo.map(({ address }) => address),
      subject: mail.subject ?? "",
      text: mail.text ?? "",
      html: mail.html ?? "",
      headers: Object.fromEntries(mail.headers.map(({ key, value }) => [key, value])),
    };
  }

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  server.server.unref();
  const mailbox: Mailbox = {
    port: (server.server.address() as AddressInfo).port,
    mails,
    knobs,
    asked: 0,
    empty() {
      mails.length = 0;
      mailbox.asked = 0;
      Object.assign(knobs, QUIET_MAIL);
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
  return mailbox;
}

const refusal = (code: number, text: string): Error => Object.assign(new Error(text), { responseCode: code });
