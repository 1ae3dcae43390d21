import { expect, test } from "vitest";
import { domainOfSession, offlineSessionId } from "./session-id.ts";

test("a session id tells its shop, whoever's session it is", () => {
  expect(domainOfSession(offlineSessionId("tienda-9.myshopify.com"))).toBe("tienda-9.myshopify.com");
  expect(domainOfSession("tienda-9.myshopify.com_9007199254740993")).toBe("tienda-9.myshopify.com");
});

test.each(["", "offline_", "offline_evil.example.com", "a.myshopify.com.evil.com_1", "_1", "A.myshopify.com_1"])(
  "%j belongs to no shop",
  (id) => {
    expect(domainOfSession(id)).toBeUndefined();
  },
);
