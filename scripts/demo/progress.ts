/** A progress bar per phase: redrawn in a terminal, a line every few seconds elsewhere. */
export interface Progress {
  /** Ends the phase before, if any. */
  phase(name: string): void;
  /** How far it is: without a total there is no bar. */
  at(done: number, total: number, note: string): void;
  end(): void;
}

const WIDTH = 28;
const PLAIN_EVERY_MS = 5_000;
const DRAWN_EVERY_MS = 100;

/** Draws on `out`. */
export function progressOn(out: NodeJS.WriteStream): Progress {
  let phase: { name: string; startedMs: number; shownMs: number; line: string } | undefined;

  function show(line: string): void {
    if (out.isTTY) out.write(`\r\u001B[2K${line.slice(0, out.columns - 1)}`);
    else out.write(`${line}\n`);
  }
  function end(): void {
    if (phase === undefined) return;
    const seconds = ((Date.now() - phase.startedMs) / 1000).toFixed(1);
    show(`${phase.line} (${seconds} s)`);
    if (out.isTTY) out.write("\n");
    phase = undefined;
  }
  return {
    end,
    phase(name) {
      end();
      phase = { name, startedMs: Date.now(), shownMs: 0, line: name };
      if (out.isTTY) show(`${name} …`);
    },
    at(done, total, note) {
      if (phase === undefined) return;
      phase.line = `${phase.name.padEnd(22)} ${bar(done, total)} ${note}`;
      const every = out.isTTY ? DRAWN_EVERY_MS : PLAIN_EVERY_MS;
      if (Date.now() - phase.shownMs < every) return;
      if (phase.shownMs > 0 || out.isTTY) show(phase.line);
      phase.shownMs = Date.now();
    },
  };
}

function bar(done: number, total: number): string {
  if (total === 0) return " ".repeat(WIDTH + 8);
  const share = Math.min(1, done / total);
  const full = Math.round(share * WIDTH);
  return `[${"█".repeat(full)}${"·".repeat(WIDTH - full)}] ${String(Math.floor(share * 100)).padStart(3)} %`;
}
