/** Longest text of an error in the log: what is longer holds a query or a body. */
const MOST = 2_000;

/**
 * An error's text as it may be logged. PostgreSQL and parsers repeat the value they could not take, libraries what they were called with; what looks like an
 * address of mail or a telephone number is taken out wherever it stands.
 */
export function safeText(text: string): string {
  const short = text.length > MOST ? `${text.slice(0, MOST)}…` : text;
  return short
    .replaceAll(/(invalid input (?:syntax|value)[^:\n]*: )".*"/g, '$1"…"')
    .replaceAll(/, \.{0,3}"[^\n]*" ?\.{0,3} is not valid JSON/g, ', "…" is not valid JSON')
    .replaceAll(/(\binvocation\b[^\n]*)\n[\s\S]*?(?=\n {4}at |$)/g, "$1 …")
    .replaceAll(/[^\s"'<>(){}[\],;:=]+@[^\s"'<>(){}[\],;:=]+\.[^\s"'<>(){}[\],;:=]+/g, "[mail]")
    .replaceAll(/\+\d[\d ()./-]{6,}\d/g, "[telephone]");
}

/** What is told of an error: its kind, code, text and place. Never its other fields: PostgreSQL's `detail` names the row, libraries keep request and answer. */
export function safeError(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof Error)) return { message: safeText(String(error)) };
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  return { type: error.name, ...code, message: safeText(error.message), stack: safeText(error.stack ?? "") };
}
