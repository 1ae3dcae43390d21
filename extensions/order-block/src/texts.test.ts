import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { buildSchema, parse, validate } from "graphql";
import { describe, expect, test } from "vitest";
import { ALL_REASON_CODES } from "../../shared/promise-metafield.ts";
import { STAGE_LOOKS } from "../../shared/stages.ts";
import { flatTexts, localeTexts } from "../../shared/testing/locale-texts.ts";
import { PROMISE_QUERY } from "./load-block.ts";
import { ALL_CODES, readBlock } from "./read-block.ts";

const ROOT = join(import.meta.dirname, "../../..");
const WAITING = new Set([
  "awaitPayment",
  "awaitService",
  "awaitSchedule",
  "onItsWay",
  "arrived",
  "cancelled",
  "nothing",
]);
const placeholders = (text = "") => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? "").sort();
const english = flatTexts(localeTexts("order-block", "en"));

describe.each(["en", "es"] as const)("the texts in %s", (locale) => {
  const texts = flatTexts(localeTexts("order-block", locale));

  test("are all there, with their placeholders, and not copied", () => {
    expect(Object.keys(texts)).toEqual(Object.keys(english));
    for (const [key, text] of Object.entries(texts)) {
      expect(placeholders(text), key).toEqual(placeholders(english[key]));
      expect(text.trim(), key).not.toBe("");
      const same = text === english[key] && !key.startsWith("event.line");
      if (locale === "es") expect(same, key).toBe(false);
    }
  });

  test("have words for every code", () => {
    const keys = [
      ...ALL_CODES.kept.map((code) => (code === "passed" || code === "late" ? `kept.${code}.other` : `kept.${code}`)),
      ...ALL_CODES.risks.flatMap((kind) => [`risk.${kind}.title`, `risk.${kind}.act`]),
      ...ALL_CODES.next.flatMap((code) => [`next.${code}.title`, `next.${code}.short`]),
      ...ALL_CODES.next.filter((code) => !WAITING.has(code)).map((code) => `next.${code}.go`),
      ...ALL_REASON_CODES.map((code) => `reason.${code}`),
      ...Object.keys(STAGE_LOOKS).flatMap((stage) => [`stage.${stage}`, `event.${stage}`]),
    ];
    for (const key of keys) expect(texts).toHaveProperty([key]);
  });

  test("call risks as the app does, and fit where Shopify cuts the summary", () => {
    const app = JSON.parse(readFileSync(join(ROOT, `app/features/risks/locales/${locale}.json`), "utf8")) as {
      kind: Record<string, string>;
      action: Record<string, string>;
    };
    for (const [kind, title] of Object.entries(app.kind)) {
      expect(texts[`risk.${kind}.title`]).toBe(title);
      expect(texts[`risk.${kind}.act`]).toBe(app.action[kind]);
    }
    for (const code of ALL_CODES.next) expect(texts[`next.${code}.short`]?.length).toBeLessThanOrEqual(30);
  });
});

test("the query for the promise is valid in Shopify's own schema", () => {
  const schema = gunzipSync(readFileSync(join(ROOT, "tests/devshop/schema/admin-2026-10.graphql.gz"))).toString();
  expect(validate(buildSchema(schema), parse(PROMISE_QUERY)).map((error) => error.message)).toEqual([]);
});

describe("an answer of a newer backend", () => {
  const answer = {
    v: 1,
    timezone: "Europe/Madrid",
    stage: "teleported",
    promise: null,
    kept: { code: "doubtful", days: 1 },
    parcels: [{ fulfillmentId: "x" }, { fulfillmentId: "5", url: "javascript:alert(1)", timeline: [{ at: "never" }] }],
    risks: [{ kind: "stolen", deadline: "2026-11-24T10:00:00Z" }, { kind: "silent" }],
    next: { code: "dance", path: "https://elsewhere.example/", risk: "stolen" },
  };

  test("is read as far as this version knows it", () => {
    expect(readBlock(answer)).toMatchObject({
      stage: "unknown",
      kept: null,
      parcels: [{ fulfillmentId: "5", url: null, timeline: [] }],
      risks: [{ kind: "other", deadline: "2026-11-24T10:00:00Z", costMinor: 0, snoozed: false }],
      next: { code: "other", path: null, risk: "other" },
    });
  });

  test("of another version is no answer", () => {
    expect(readBlock({ ...answer, v: 2 })).toBeNull();
    expect(readBlock("gone")).toBeNull();
  });
});
