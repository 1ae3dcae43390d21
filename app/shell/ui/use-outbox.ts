import { useCallback, useEffect, useRef, useState } from "react";

/** Something the server has to have, with a number of its own: what is sent twice is taken once. */
interface Posted {
  readonly id: string;
}

interface Outbox<Item> {
  /** How many the server does not have yet. */
  readonly waiting: number;
  /** The last attempt to send did not arrive. */
  readonly offline: boolean;
  readonly push: (item: Item) => void;
}

interface OutboxProps<Item, Answer> {
  /** Names the things in the browser's storage. */
  readonly store: string;
  /** Takes what is sent as JSON. */
  readonly url: string;
  /** What is sent of an item, now. */
  readonly encode: (item: Item) => unknown;
  /** What the server said of these. False: it takes no more, and they are kept. */
  readonly onAnswer: (answer: Answer, sent: readonly Item[]) => boolean;
  /** Everything has been taken. */
  readonly onEmpty: () => void;
}

const TRY_AGAIN_MS = 2_000;
const MOST_AT_ONCE = 100;

/**
 * Things that are kept in the page until the server has taken them, in their order: also over a broken connection and a reload. One whose answer was lost is
 * sent again.
 */
export function useOutbox<Item extends Posted, Answer>(props: OutboxProps<Item, Answer>): Outbox<Item> {
  const { store } = props;
  const queue = useRef<Item[]>([]);
  const sending = useRef(false);
  const [waiting, setWaiting] = useState(0);
  const [offline, setOffline] = useState(false);
  const current = useRef(props);
  useEffect(() => {
    current.current = props;
  });

  const keep = useCallback(() => {
    setWaiting(queue.current.length);
    write(store, queue.current);
  }, [store]);

  const send = useCallback(async () => {
    if (sending.current) return;
    sending.current = true;
    try {
      while (queue.current.length > 0) {
        const { url, encode, onAnswer } = current.current;
        const batch = queue.current.slice(0, MOST_AT_ONCE);
        const answer = await post<Answer>(url, batch.map(encode));
        setOffline(answer === undefined);
        if (answer === undefined || !onAnswer(answer, batch)) return;
        queue.current = queue.current.slice(batch.length);
        keep();
      }
      current.current.onEmpty();
    } finally {
      sending.current = false;
    }
  }, [keep]);

  useEffect(() => {
    queue.current = [...read<Item>(store), ...queue.current];
    keep();
    void send();
    const again = globalThis.window.setInterval(() => {
      if (queue.current.length > 0) void send();
    }, TRY_AGAIN_MS);
    return () => globalThis.window.clearInterval(again);
  }, [store, keep, send]);

  const push = (item: Item) => {
    queue.current.push(item);
    keep();
    void send();
  };
  return { waiting, offline, push };
}

/** Undefined when it did not arrive: it is sent again. */
async function post<Answer>(url: string, body: readonly unknown[]): Promise<Answer | undefined> {
  try {
    const response = await globalThis.fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    // Somebody whose permission was taken while they worked: what they have done is kept, and is sent when they have it again.
    if (response.status === 403) return { status: "closed", code: "forbidden" } as Answer;
    return response.ok ? ((await response.json()) as Answer) : undefined;
  } catch {
    return undefined;
  }
}

/** A browser may forbid a frame to store anything: then things live as long as the page. */
function write(store: string, waiting: readonly unknown[]): void {
  try {
    globalThis.sessionStorage.setItem(store, JSON.stringify(waiting));
  } catch {
    // Kept in the page.
  }
}

function read<Item>(store: string): Item[] {
  try {
    return JSON.parse(globalThis.sessionStorage.getItem(store) ?? "[]") as Item[];
  } catch {
    return [];
  }
}
