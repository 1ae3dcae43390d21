import { readFileSync, globSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import type { Refusal } from "../refusal.ts";
import { shouldRevalidate } from "./should-revalidate.ts";
import { keepingTyped, type Untaken } from "./untaken.ts";

const PAGE = "https://app.example/app/settings?_data=features%2Fsettings%2Froutes%2Fsettings";
const POST = { method: "POST", body: "typed=1" };
const REFUSAL: Refusal = { why: "role", scope: null, role: "picker", managers: ["Ana Gil"] };
const CATCH = { "X-Remix-Catch": "yes" };

/** Sends something through it, to a server that answers this. */
async function send(answer: () => Promise<Response>, url = PAGE, init: RequestInit = POST) {
  const told: (Untaken | null)[] = [];
  const fetch = keepingTyped(answer, (untaken) => told.push(untaken));
  const response = await fetch(url, init);
  return { told, response };
}
const answers = (body: unknown, init: ResponseInit) => () => Promise.resolve(Response.json(body, init));

describe("a form that is not taken", () => {
  test("because its sender may not has no answer for the page, and the reader is told why and whom to ask", async () => {
    const { told, response } = await send(answers(REFUSAL, { status: 403, headers: CATCH }));
    expect(told).toEqual([{ kind: "forbidden", refusal: REFUSAL }]);
    expect([response.status, await response.json()]).toEqual([403, null]);
    expect([...response.headers.keys()]).not.toContain("x-remix-catch");
  });

  test.each([
    [409, "stopped"],
    [429, "busy"],
    [503, "busy"],
    [404, "failed"],
    [400, "failed"],
  ] as const)("with %i says so in the same way: %s", async (status, kind) => {
    const { told, response } = await send(answers(null, { status, headers: CATCH }));
    expect(told).toEqual([{ kind, refusal: null }]);
    expect(await response.json()).toBeNull();
  });

  test("because something between us and the browser answers instead says that it failed", async () => {
    const { told } = await send(() => Promise.resolve(new Response("<html>Bad gateway", { status: 502 })));
    expect(told).toEqual([{ kind: "failed", refusal: null }]);
  });

  test("because no answer came is not known to be done", async () => {
    const { told, response } = await send(() => Promise.reject(new TypeError("Failed to fetch")));
    expect(told).toEqual([{ kind: "offline", refusal: null }]);
    expect(await response.json()).toBeNull();
  });

  test("because somebody sent another in its place is of no interest to anybody", async () => {
    const gone = { ...POST, signal: AbortSignal.abort() };
    await expect(send(() => Promise.reject(new DOMException("", "AbortError")), PAGE, gone)).rejects.toThrow();
  });

  test("does not have its page read anew, which its sender may no longer see; one that is taken does", () => {
    const ask = (actionStatus: number | undefined, defaultShouldRevalidate: boolean) =>
      shouldRevalidate({ actionStatus, defaultShouldRevalidate } as Parameters<typeof shouldRevalidate>[0]);
    expect([403, 409, 429, 500, 503].map((status) => ask(status, true))).toEqual([false, false, false, false, false]);
    expect([ask(200, true), ask(undefined, true), ask(undefined, false)]).toEqual([true, true, false]);
  });
});

describe("everything else goes through as it is", () => {
  test("an answer that says what is wrong with a form, which clears what was told before", async () => {
    const answer = Response.json({ status: "invalid" }, { status: 422, headers: { "X-Remix-Response": "yes" } });
    const { told, response } = await send(() => Promise.resolve(answer));
    expect(response).toBe(answer);
    expect(told).toEqual([null]);
  });

  test("401, which App Bridge repeats with a fresh token", async () => {
    const answer = new Response(null, { status: 401, headers: { "X-Shopify-Retry-Invalid-Session-Request": "1" } });
    expect((await send(() => Promise.resolve(answer))).response).toBe(answer);
  });

  test.each([
    ["what a page reads", PAGE, {}],
    ["what is sent to no page", "https://app.example/app/inventory/counts/1/scans", POST],
  ])("%s", async (_what, url, init) => {
    const answer = Response.json(REFUSAL, { status: 403, headers: CATCH });
    const fetch = vi.fn(() => Promise.resolve(answer));
    const { told, response } = await send(fetch, url, init);
    expect(response).toBe(answer);
    expect(told).toEqual([]);
  });
});

test("no page takes an answer that did not come for one", () => {
  const app = join(import.meta.dirname, "../..");
  const files = globSync("{features/*,shell}/ui/**/*.{ts,tsx}", { cwd: app, exclude: ["**/*.test.ts"] });
  const wrong = files.flatMap((path) => {
    const text = readFileSync(join(app, path), "utf8");
    // Only what an action answers; a page's own search (`load`) is no act.
    const acts = text.includes("Fetcher") && !text.includes("load,");
    return acts && /\b(?:data|outcome|answer) [!=]== undefined/.test(text) ? [path] : [];
  });
  expect(files.length).toBeGreaterThan(300);
  expect(wrong).toEqual([]);
});

test("every page that can be refused keeps what is typed on it", () => {
  const app = join(import.meta.dirname, "../..");
  const pages = globSync("{features/*,shell}/routes/*.tsx", { cwd: app }).map((path) => ({
    path,
    text: readFileSync(join(app, path), "utf8"),
  }));
  const refusable = pages.filter(({ text }) => text.includes("PageError as ErrorBoundary"));
  expect(refusable.length).toBeGreaterThan(60);
  expect(refusable.flatMap(({ path, text }) => (text.includes("export { shouldRevalidate }") ? [] : [path]))).toEqual(
    [],
  );
});
