/** `/mail`: the inbox of everybody to whom the dev shop's mail server took a mail. */
import { z } from "zod";
import { guarded, HttpProblem, readJson, sendHtml, sendJson, type Route } from "../faces/http.ts";
import { localeOf, type Locale } from "../faces/texts.ts";
import { escapeHtml } from "../faces/html.ts";
import { htmlPage, languageLinks } from "../faces/page.ts";
import type { Mailbox, ReceivedMail } from "./mailbox.ts";

const knobs = z
  .strictObject({
    recipient: z.union([z.literal(450), z.literal(550), z.null()]),
    text: z.union([z.literal(451), z.literal(554), z.null()]),
    lost: z.enum(["taken", "not_taken"]).nullable(),
    locked: z.boolean(),
    slowMs: z.number().min(0).max(60_000),
  })
  .partial();

const TEXTS = {
  en: { title: "Inbox", empty: "No mail yet.", back: "All mail", to: "To", plain: "As plain text", headers: "Headers" },
  es: {
    title: "Buzón",
    empty: "Todavía no hay correo.",
    back: "Todo el correo",
    to: "Para",
    plain: "Como texto",
    headers: "Cabeceras",
  },
} as const satisfies Record<Locale, unknown>;

/** GET /mail, /mail/:number, /mail.json, /mail/knobs; POST /mail/knobs. */
export function mailRoutes(mailbox: Mailbox): Route {
  return guarded(async (req, res, url) => {
    const { pathname } = url;
    const locale = localeOf(url);
    if (pathname === "/mail.json") sendJson(res, 200, mailbox.mails);
    else if (pathname === "/mail/knobs" && req.method === "POST") {
      const parsed = knobs.safeParse(await readJson(req));
      if (!parsed.success) throw new HttpProblem(400, "unknown_knob", { detail: z.prettifyError(parsed.error) });
      sendJson(res, 200, Object.assign(mailbox.knobs, parsed.data));
    } else if (pathname === "/mail/knobs") sendJson(res, 200, mailbox.knobs);
    else if (pathname === "/mail") sendHtml(res, 200, inbox(mailbox, url, locale));
    else if (pathname.startsWith("/mail/")) {
      const mail = mailbox.mails.find(({ number }) => String(number) === pathname.slice("/mail/".length));
      if (!mail) throw new HttpProblem(404, "unknown_mail");
      sendHtml(res, 200, oneMail(mail, url, locale));
    } else return false;
    return true;
  });
}

function inbox({ mails }: Mailbox, url: URL, locale: Locale): string {
  const t = TEXTS[locale];
  const rows = mails.toReversed().map(
    ({ number, subject, to, at }) =>
      `<li><a href="/mail/${String(number)}?locale=${locale}">${escapeHtml(subject)}</a>
       <p>${t.to}: ${escapeHtml(to.join(", "))} · <time>${escapeHtml(at.toISOString())}</time></p></li>`,
  );
  const list = rows.length === 0 ? `<p>${t.empty}</p>` : `<ul>${rows.join("\n")}</ul>`;
  return frame(t.title, `${languageLinks(url, locale)}<h1>${t.title}</h1>${list}`, locale);
}

/** The mail's HTML in a frame that runs nothing, loads nothing and leads nowhere by itself. */
function oneMail(mail: ReceivedMail, url: URL, locale: Locale): string {
  const t = TEXTS[locale];
  const policy = `<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">`;
  const headers = Object.entries(mail.headers).map(([name, value]) => `${name}: ${value}`);
  return frame(
    mail.subject,
    `${languageLinks(url, locale)}<p><a href="/mail?locale=${locale}">${t.back}</a></p>
     <h1>${escapeHtml(mail.subject)}</h1><p>${t.to}: ${escapeHtml(mail.to.join(", "))}</p>
     <iframe sandbox="allow-popups allow-popups-to-escape-sandbox" title="${escapeHtml(mail.subject)}" style="width:100%;height:480px;border:1px solid #ccc" srcdoc="${escapeHtml(policy + mail.html)}"></iframe>
     <h2>${t.plain}</h2><pre tabindex="0" style="white-space:pre-wrap">${escapeHtml(mail.text)}</pre>
     <h2>${t.headers}</h2><pre tabindex="0" style="white-space:pre-wrap">${escapeHtml(headers.join("\n"))}</pre>`,
    locale,
  );
}

const frame = (title: string, body: string, locale: Locale): string =>
  htmlPage({ locale, title, style: "admin", body: `<main>${body}</main>` });
