/**
 * One line of CSV (RFC 4180). A cell that begins with = + - @ or a control character would run as a formula in a spreadsheet: it gets
 * an apostrophe in front, which spreadsheets take as "this is text" (OWASP, CSV injection). One that has an apostrophe there already gets a second: readers of
 * ours (read-csv.server.ts) take one off.
 */
export function csvRow(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(text: string): string {
  const safe = /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
