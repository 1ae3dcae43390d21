import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ROLES, type Role } from "../../../core/permissions.ts";
import { roleRefusal, type Placed } from "./lock-out.ts";

const person = (userId: string, role: Role, isOwner = false): Placed => ({ userId, role, isOwner });

describe("a role", () => {
  test("of nobody who is known cannot be changed", () => {
    expect(roleRefusal([person("1", "manager")], "2", "picker")).toBe("gone");
  });

  test("of the store's owner cannot be narrowed", () => {
    const all = [person("1", "manager", true), person("2", "manager")];
    expect(roleRefusal(all, "1", "service")).toBe("owner");
    expect(roleRefusal(all, "2", "service")).toBeNull();
  });

  test("of the last manager cannot be narrowed", () => {
    const all = [person("1", "manager"), person("2", "picker")];
    expect(roleRefusal(all, "1", "picker")).toBe("lastManager");
    expect(roleRefusal(all, "2", "manager")).toBeNull();
  });

  test("changed as often as anybody likes leaves a manager", () => {
    const change = fc.record({ who: fc.constantFrom("1", "2", "3"), to: fc.constantFrom(...ROLES) });
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        let all = [person("1", "manager"), person("2", "service"), person("3", "picker")];
        for (const { who, to } of changes)
          if (roleRefusal(all, who, to) === null)
            all = all.map((each) => (each.userId === who ? { ...each, role: to } : each));
        expect(all.some(({ role }) => role === "manager")).toBe(true);
      }),
    );
  });
});
