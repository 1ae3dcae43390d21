import { escapeHtml } from "../../../core/escape-html.ts";
import { readTemplate, type Template } from "./template.ts";
import { VARIABLES, type Variable } from "./variables.ts";

/** Empty: not known. */
export type Values = Readonly<Partial<Record<Variable, string>>>;

/** A message as it is sent. */
export interface Rendered {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface Frame {
  /** BCP 47 */
  readonly locale: string;
  /** Below the text, why it came and how it ends; `link` is what ends it. */
  readonly footer: readonly { readonly text: string; readonly link?: string }[];
}

/**
 * Fills a template in: as plain text, and as HTML of the same words with nothing from elsewhere in it (no pictures, no styles to load). A line whose
 * variables are all unknown is left out: "Track it: " leads nowhere. Values are never read as markup, and only https addresses become links.
 */
export function render({ subject, body }: Template, values: Values, { locale, footer }: Frame): Rendered {
  const lines = filled(body, values);
  const foot = footer.map(({ text, link }) => (link === undefined ? text : `${text} ${link}`));
  return {
    subject: oneLine(filled(subject, values).join(" ")),
    text: [...lines, "", "-- ", ...foot].join("\n"),
    html: page(locale, paragraphs(lines), footer.map(footerHtml).join("<br>")),
  };
}

function filled(text: string, values: Values): string[] {
  const { lines } = readTemplate(text, VARIABLES);
  return lines.flatMap((parts) => {
    const named = parts.flatMap((part) => ("variable" in part ? [valueOf(part.variable)] : []));
    if (named.length > 0 && named.every((value) => value === "")) return [];
    return parts.map((part) => ("variable" in part ? valueOf(part.variable) : part.text)).join("");
  });
  function valueOf(variable: Variable): string {
    return clean(values[variable] ?? "");
  }
}

/** Control characters have no business in a mail; line ends have, in the text. */
const clean = (text: string): string => text.replace(/\r\n?/g, "\n").replace(/(?!\n)\p{Cc}/gu, " ");

/** A line end in a subject would begin another header. */
const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** Blank lines part paragraphs. */
function paragraphs(lines: readonly string[]): string {
  return lines
    .join("\n")
    .split(/\n{2,}/)
    .filter((each) => each.trim() !== "")
    .map((each) => `<p style="margin:0 0 16px">${linked(each.trim()).replaceAll("\n", "<br>")}</p>`)
    .join("\n");
}

const LINK = /https:\/\/[^\s<>"']+/g;

/** Escaped, https addresses as links that show where they lead. */
function linked(text: string): string {
  let from = 0;
  let html = "";
  for (const match of text.matchAll(LINK)) {
    const address = match[0].replace(/[.,;:!?)]+$/, "");
    html += escapeHtml(text.slice(from, match.index)) + anchor(address, address);
    from = match.index + address.length;
  }
  return html + escapeHtml(text.slice(from));
}

const anchor = (address: string, text: string): string =>
  `<a href="${escapeHtml(address)}" style="color:#0b5cad">${escapeHtml(text)}</a>`;

const footerHtml = ({ text, link }: Frame["footer"][number]): string =>
  link === undefined ? escapeHtml(text) : anchor(link, text);

const page = (locale: string, body: string, footer: string): string => `<!doctype html>
<html lang="${escapeHtml(locale)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body style="margin:0;padding:24px;font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;font-size:16px;line-height:1.5;color:#1f2328;background:#ffffff">
<div style="max-width:560px;margin:0 auto">
${body}
<p style="margin:32px 0 0;padding-top:16px;border-top:1px solid #d0d4da;font-size:13px;color:#59606a">${footer}</p>
</div>
</body>
</html>
`;
