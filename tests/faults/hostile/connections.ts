/** People who open connections and take their time. */
import { connect } from "node:net";
import { say } from "./wire.ts";

/** The queue of connections the server has not taken yet holds 511; what comes on top is lost without either side knowing. */
const AT_ONCE = 200;

/**
 * Opens so many connections, says `first` on each and `more` every `everyMs` after that, until the server has closed them all. Resolves with
 * what it said to them: how often each first line; "" for those that were just closed.
 */
export async function crowd(
  url: string,
  count: number,
  first: string,
  more = "",
  everyMs = 100,
): Promise<Readonly<Record<string, number>>> {
  const said: Record<string, number> = {};
  const all: Promise<void>[] = [];
  const join = () =>
    new Promise<void>((connected) => {
      const closed = new Promise<void>((resolve) => {
        let text = "";
        let dripping: NodeJS.Timeout | undefined;
        const socket = connect(Number(new URL(url).port), new URL(url).hostname, () => {
          socket.write(first);
          if (more !== "") dripping = setInterval(() => socket.write(more), everyMs);
          connected();
        });
        socket.on("data", (part) => (text += part.toString("latin1")));
        socket.on("error", () => undefined); // reset while it was speaking: told by close
        socket.on("close", () => {
          clearInterval(dripping);
          const line = text.split("\r\n")[0] ?? "";
          said[line] = (said[line] ?? 0) + 1;
          connected();
          resolve();
        });
      });
      all.push(closed);
    });
  for (let from = 0; from < count; from += AT_ONCE) {
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - from) }, join));
    // An answer comes after those before it in the queue were taken.
    await say(url, { method: "GET", path: "/health/live" });
  }
  await Promise.all(all);
  return said;
}

/** A body of so many megabytes of the same letter, without holding it. */
export async function* flood(megabytes: number): AsyncGenerator<Uint8Array> {
  const part = Buffer.alloc(2 ** 18, "a");
  for (let left = megabytes * 4; left > 0; left -= 1) yield await Promise.resolve(part);
}
