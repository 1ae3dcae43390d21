import { expect, test } from "vitest";
import { unseenMessages } from "./messages.ts";

const at = (minute: number) => `2026-11-02T09:0${String(minute)}:00.000Z`;
const message = (minute: number, data: Record<string, unknown>) => ({ code: "order.notified", at: at(minute), data });
const seen = (minute: number) => ({ code: "order.seen", at: at(minute), data: {} });

test("a message is unseen until somebody has seen what there was", () => {
  const first = message(1, { to: "inbox", text: "Fragile" });
  const second = message(3, { to: "staff", staff: "Ana", text: "Call them" });
  const placed = { code: "order.placed", at: at(0), data: {} };
  expect(unseenMessages([first, placed])).toEqual([{ text: "Fragile", at: at(1), to: "inbox", staff: null }]);
  expect(unseenMessages([seen(2), first, placed])).toEqual([]);
  expect(unseenMessages([second, seen(2), first, placed])).toEqual([
    { text: "Call them", at: at(3), to: "staff", staff: "Ana" },
  ]);
});
