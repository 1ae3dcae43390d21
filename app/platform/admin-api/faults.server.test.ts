import { ClientError } from "graphql-request";
import { describe, expect, test } from "vitest";
import { Bug, Retryable, Terminal } from "../../core/faults.ts";
import { faultOfErrors, faultOfThrown } from "./faults.server.ts";

const answered = (status: number, headers: Record<string, string> = {}) =>
  new ClientError({ status, headers: new Headers(headers), body: "" }, { query: "{ shop { id } }" });

const ANSWER = { isMutation: false, hasData: false, cost: undefined, status: undefined };
const error = (code: string) => ({ message: code, extensions: { code } });

describe("a request that did not come back with 200", () => {
  test.each([
    [401, "unauthorized"],
    [402, "frozen"],
    [403, "forbidden"],
    [404, "not_found"],
    [423, "locked"],
  ])("%i needs somebody to act: %s", (status, code) => {
    const fault = faultOfThrown(answered(status), true);
    expect(fault).toBeInstanceOf(Terminal);
    expect(fault).toMatchObject({ code });
  });

  test("429 waits as long as Shopify says, and surely did nothing", () => {
    expect(faultOfThrown(answered(429, { "retry-after": "3.5" }), true)).toMatchObject({
      name: "Retryable",
      afterMs: 3_500,
      mayHaveHappened: false,
    });
    expect(faultOfThrown(answered(430), true)).toMatchObject({ name: "Retryable", afterMs: 2_000 });
    expect(faultOfThrown(answered(429, { "retry-after": "soon" }), true)).toMatchObject({ afterMs: 2_000 });
  });

  test.each([500, 502, 503, 504])("%i of a mutation may have happened; of a query it does not matter", (status) => {
    expect(faultOfThrown(answered(status), true)).toMatchObject({ name: "Retryable", mayHaveHappened: true });
    expect(faultOfThrown(answered(status), false)).toMatchObject({ name: "Retryable", mayHaveHappened: false });
  });

  test("a line that broke leaves a mutation open", () => {
    const cause = new TypeError("fetch failed");
    const fault = faultOfThrown(cause, true);
    expect(fault).toBeInstanceOf(Retryable);
    expect(fault).toMatchObject({ mayHaveHappened: true, cause });
  });

  test("400 is our fault", () => {
    expect(faultOfThrown(answered(400), false)).toBeInstanceOf(Bug);
  });
});

describe("the errors of a 200", () => {
  test("THROTTLED waits until the bucket holds what the operation costs", () => {
    const status = { maximumAvailable: 2_000, currentlyAvailable: 40, restoreRate: 100 };
    const fault = faultOfErrors([error("THROTTLED")], { ...ANSWER, cost: 240, status });
    expect(fault).toMatchObject({ name: "Retryable", afterMs: 2_000, mayHaveHappened: false });
  });

  test("a failure inside Shopify leaves a mutation open", () => {
    const fault = faultOfErrors([error("INTERNAL_SERVER_ERROR")], { ...ANSWER, isMutation: true });
    expect(fault).toMatchObject({ name: "Retryable", mayHaveHappened: true });
  });

  test("single fields that were denied are no fault when the rest is there", () => {
    expect(faultOfErrors([error("ACCESS_DENIED")], { ...ANSWER, hasData: true })).toBeUndefined();
    expect(faultOfErrors([error("ACCESS_DENIED")], ANSWER)).toMatchObject({ name: "Terminal", code: "access_denied" });
  });

  test("an inactive shop needs somebody to act; everything else is our fault", () => {
    expect(faultOfErrors([error("SHOP_INACTIVE")], ANSWER)).toMatchObject({ name: "Terminal", code: "frozen" });
    expect(faultOfErrors([error("undefinedField")], { ...ANSWER, hasData: true })).toBeInstanceOf(Bug);
    expect(
      faultOfErrors([error("ACCESS_DENIED"), error("undefinedField")], { ...ANSWER, hasData: true }),
    ).toBeInstanceOf(Bug);
  });
});
