import { describe, expect, test } from "vitest";
import { decideDue, type Due } from "./decide-due.ts";
import { decideNews, type News } from "./decide-news.ts";
import { MESSAGE_KINDS, type MessageKind } from "./kinds.ts";
import { nextTryAt } from "./next-try.ts";
import type { Told } from "./overtaken.ts";
import { isOnByDefault, SHOPIFY_SENDS } from "./shopify-sends.ts";

const NOON = new Date("2026-11-02T12:00:00Z");
const before = (hours: number) => new Date(NOON.getTime() - hours * 3_600_000);

const news = (change: Partial<News> = {}) =>
  decideNews({
    kind: "attempted",
    audience: "shopper",
    byOthers: false,
    isOn: true,
    switchedOnAt: before(10),
    placedAt: before(5),
    cancelled: false,
    ...change,
  });

describe("a fact that was just learned", () => {
  test("is sent", () => expect(news()).toEqual({ status: "waiting" }));
  test.each([
    [{ switchedOnAt: null }, "observed", "observe"],
    [{ placedAt: before(11) }, "observed", "older"],
    [{ byOthers: true, kind: "shipped" }, "left", "not_known"],
    [{ isOn: false }, "left", "kind_off"],
    [{ isOn: false, kind: "delivered" }, "left", "shopify"],
    [{ cancelled: true }, "left", "cancelled"],
  ] as const)("with %j is not", (change, status, why) => {
    expect(news(change)).toEqual({ status, why });
  });
  test("of a cancelled order is sent to staff, and where a claim is answered", () => {
    expect(news({ cancelled: true, audience: "staff", kind: "custom" })).toEqual({ status: "waiting" });
    expect(news({ cancelled: true, kind: "claim_answer" })).toEqual({ status: "waiting" });
  });
  test("is off by default exactly where Shopify tells it", () => {
    expect(MESSAGE_KINDS.filter(isOnByDefault)).toEqual(MESSAGE_KINDS.filter((kind) => SHOPIFY_SENDS[kind] === null));
  });
});

const told = (kind: MessageKind, parcelId: string | null = null): Told => ({
  kind,
  audience: "shopper",
  createdAt: NOON,
  parcelId,
});

const due = (change: Partial<Due> = {}) =>
  decideDue(
    {
      ...told("attempted", "1"),
      later: [],
      cancelled: false,
      clicked: false,
      isVerified: true,
      isUrgent: false,
      quiet: { from: 21 * 60, to: 8 * 60, zone: "shop" },
      zones: ["Europe/Madrid"],
      hasRoom: true,
      roomAt: NOON,
      ...change,
    },
    NOON,
  );

describe("a message whose time has come", () => {
  test("is sent by day", () => expect(due()).toEqual({ do: "send" }));
  test("waits for the morning, unless it is urgent", () => {
    const quiet = { from: 12 * 60, to: 14 * 60, zone: "shop" } as const;
    expect(due({ quiet })).toEqual({ do: "wait", why: "quiet", until: new Date("2026-11-02T13:00:00Z") });
    expect(due({ quiet, isUrgent: true })).toEqual({ do: "send" });
  });
  test.each([
    [{ later: [told("delivered", "1")] }, "overtaken"],
    [{ createdAt: before(30) }, "too_late"],
    [{ cancelled: true }, "cancelled"],
  ])("is left with %j, unless a person asked for it", (change, why) => {
    expect(due(change)).toEqual({ do: "leave", why });
    expect(due({ ...change, clicked: true })).toEqual({ do: "send" });
  });
  test("is not overtaken by another parcel's news, nor by what was told staff", () => {
    expect(due({ later: [told("delivered", "2")] })).toEqual({ do: "send" });
    expect(due({ later: [{ ...told("delivered", "1"), audience: "staff" }] })).toEqual({ do: "send" });
  });
  test("waits for a mail server, and for room", () => {
    expect(due({ isVerified: false })).toEqual({ do: "wait", why: "no_account", until: null });
    expect(due({ hasRoom: false })).toEqual({ do: "wait", why: "rate", until: NOON });
  });
});

test("what was put off is tried for a day, ever more seldom", () => {
  const first = NOON.getTime();
  let [tries, now] = [1, NOON];
  const waits: number[] = [];
  for (let next = nextTryAt(tries, NOON, now); next !== null; next = nextTryAt(tries, NOON, now)) {
    waits.push((next.getTime() - now.getTime()) / 60_000);
    [tries, now] = [tries + 1, next];
  }
  expect(waits.slice(0, 6)).toEqual([1, 5, 15, 60, 120, 240]);
  expect(now.getTime() - first).toBeLessThanOrEqual(86_400_000);
});
