import { symbols } from "pino";

export type LogLine = Readonly<Record<string, unknown>>;

/** From now on the app's log of this process is kept here, line by line, and nowhere else. Call when its configuration is final. */
export async function captureLog(): Promise<LogLine[]> {
  const { log } = await import("../../app/platform/log.server.ts");
  const lines: LogLine[] = [];
  Object.assign(log, { [symbols.streamSym]: { write: (line: string) => lines.push(JSON.parse(line) as LogLine) } });
  return lines;
}
