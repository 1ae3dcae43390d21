import fc from "fast-check";
import { expect, test } from "vitest";
import { safePath } from "./safe-path.ts";

test.each([
  ["/app/orders/6100000000001?id_token=eyJhbGciOi", "/app/orders/6100000000001"],
  ["/messages/stop/Zk3qf9Xw2LmN8pRtVbYc1A", "/messages/stop/*"],
  ["/carrier-service/ana-garcia-ceramics-and-more/0f3c", "/carrier-service/*/*"],
  ["/app/inventory/transfers/all.csv", "/app/inventory/transfers/all.csv"],
  ["/wp-login.php", "/*"],
  ["/ana%40example.com/x", "/*/x"],
  ["/", "/"],
])("%s is logged as %s", (path, logged) => {
  expect(safePath(path)).toBe(logged);
});

test("a key of 22 signs or more is never logged, wherever it stands", () => {
  const key = fc.string({
    unit: fc.constantFrom(...Array.from("abcdefghijklmnopqrstuvwxyz-")),
    minLength: 21,
    maxLength: 60,
  });
  fc.assert(
    fc.property(key, fc.nat(6), (text, place) => {
      const parts = Array.from({ length: 7 }, (_, index) => (index === place ? text : "app"));
      expect(safePath(`/${parts.join("/")}`)).not.toContain(text);
    }),
  );
});
