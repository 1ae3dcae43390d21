/** The frame of every HTML page of the dev shop. */
import { escapeHtml } from "./html.ts";
import { LOCALES, textsOf, type Locale } from "./texts.ts";

export interface Page {
  locale: Locale;
  title: string;
  /** A file of `styles/`, without its ending. */
  style: "admin" | "store";
  body: string;
  /** Files of `browser/` to load as modules, without their ending. */
  scripts?: readonly string[];
}

export function htmlPage({ locale, title, style, body, scripts = [] }: Page): string {
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/_faces/${style}.css">
${scripts.map((name) => `<script type="module" src="/_faces/${name}.js"></script>`).join("\n")}
</head>
<body>
${body}
</body>
</html>
`;
}

/** Links to the same address in the other languages. */
export function languageLinks(url: URL, locale: Locale): string {
  const links = LOCALES.map((each) => {
    const target = new URL(url);
    target.searchParams.set("locale", each);
    const current = each === locale ? ` aria-current="true"` : "";
    const path = escapeHtml(target.pathname + target.search);
    return `<a href="${path}" hreflang="${each}" lang="${each}"${current}>${each.toUpperCase()}</a>`;
  });
  return `<nav class="languages" aria-label="${textsOf(locale).language}">${links.join("")}</nav>`;
}
