import { escapeHtml } from "../../../core/escape-html.ts";
import { readTemplate, type Template } from "./template.ts";
import { VARIABLES, type Variable } from "./variables.ts";

/** Some words; with a link, they lead there. */
interface Piece {
  readonly text: string;
  readonly link?: string;
}

/** Empty: not known. */
export type Value = string | readonly Piece[];
export type Values = Readonly<Partial<Record<Variable, Value>>>;

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
  readonly footer: readonly Piece[];
}

/**
 * Fills a template in: as plain text, and as HTML of the same words with nothing from elsewhere in it (no pictures, no styles to load). A line whose
 * variables are all unknown is left out: "Track it: " leads nowhere. Values are never read as markup, and only https addresses become links.
 */
export function render({ subject, body }: Template, values: Values, { locale, footer }: Frame): Rendered {
  const lines = filled(body, values);
  const foot = footer.map(({ text, link }) => (link === undefined ? text : `${text} ${link}`));
  return {
    subject: oneLine(filled(subject, values).map(plain).join(" ")),
    text: [...lines.map(plain), "", "-- ", ...foot].join("\n"),
    html: page(locale, paragraphs(lines), footer.map(pieceHtml).join("<br>")),
  };
}

/** Does a message by this template say this: is it named, and known? */
export const says = ({ subject, body }: Template, variable: Variable, values: Values): boolean =>
  (values[variable] ?? "") !== "" &&
  [subject, body].some((text) =>
    readTemplate(text, VARIABLES)
      .lines.flat()
      .some((part) => "variable" in part && part.variable === variable),
  );

/** Line by line; texts that stand side by side are one. */
function filled(text: string, values: Values): Piece[][] {
  const { lines } = readTemplate(text, VARIABLES);
  return lines.flatMap((parts) => {
    const named = parts.flatMap((part) => ("variable" in part ? [values[part.variable] ?? ""] : []));
    if (named.length > 0 && named.every((value) => value === "")) return [];
    return [joined(parts.flatMap((part) => ("variable" in part ? piecesOf(values[part.variable] ?? "") : [part])))];
  });
}

const piecesOf = (value: Value): readonly Piece[] =>
  typeof value === "string" ? [{ text: clean(value) }] : value.map((piece) => ({ ...piece, text: clean(piece.text) }));

function joined(pieces: readonly Piece[]): Piece[] {
  const all: Piece[] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    if (last && last.link === undefined && piece.link === undefined)
      all.splice(-1, 1, { text: last.text + piece.text });
    else all.push(piece);
  }
  return all;
}

/** A link stands behind its words. */
const plain = (line: readonly Piece[]): string =>
  line.map(({ text, link }) => (link === undefined ? text : `${text}: ${link}`)).join("");

/** Control characters have no business in a mail; line ends have, in the text. */
const clean = (text: string): string => text.replace(/\r\n?/g, "\n").replace(/(?!\n)\p{Cc}/gu, " ");

/** A line end in a subject would begin another header. */
const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** Blank lines part paragraphs. */
function paragraphs(lines: readonly (readonly Piece[])[]): string {
  return lines
    .map((line) => line.map((piece) => (piece.link === undefined ? linked(piece.text) : pieceHtml(piece))).join(""))
    .join("\n")
    .split(/\n{2,}/)
    .filter((each) => each.trim() !== "")
    .map((each) => `<p style="margin:0 0 16px">${each.trim().replaceAll("\n", "<br>")}</p>`)
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

const pieceHtml = ({ text, link }: Piece): string => (link === undefined ? escapeHtml(text) : anchor(link, text));

const page = (locale: string, body: string, footer: string): string => `<!doctype html>
<html lang="${escapeHtml(locale)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body style="margin:0;padding:24px;font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;font-size:16px;line-height:1.5;color:#1f2328;background:#ffffff;overflow-wrap:anywhere">
<div style="max-width:560px;margin:0 auto">
${body}
<p style="margin:32px 0 0;padding-top:16px;border-top:1px solid #d0d4da;font-size:13px;color:#59606a">${footer}</p>
</div>
</body>
</html>
`;
