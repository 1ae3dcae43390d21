import { describe, expect, test } from "vitest";
import { fits, readFilter, writeFilter, type Filtered } from "./list-filter.ts";

const SET: Filtered = {
  trigger: "order.routing",
  name: "Almacén primero",
  channels: ["pos"],
  states: ["live", "draft"],
};
const asked = (query: string) => fits(SET, readFilter(new URLSearchParams(query)));

describe("the list of rule sets", () => {
  test("is all of them when nothing is asked, or nothing that there is", () => {
    expect(asked("")).toBe(true);
    expect(asked("state=lost&trigger=moon")).toBe(true);
  });

  test.each([
    ["state=draft", true],
    ["state=paused", false],
    ["trigger=order.routing", true],
    ["trigger=order.placed", false],
    ["channel=pos", true],
    ["channel=web", false],
    ["q=ALMACEN", true],
    ["q=tienda", false],
    ["state=live&channel=pos&q=primero", true],
  ])("narrowed by %s", (query, shown) => {
    expect(asked(query)).toBe(shown);
  });

  test("a set for every channel is one of each channel", () => {
    expect(fits({ ...SET, channels: [] }, readFilter(new URLSearchParams("channel=web")))).toBe(true);
  });

  test("its address says what is asked and nothing else", () => {
    const query = { state: "live", channel: "pos", q: "x" };
    expect(writeFilter(readFilter(new URLSearchParams(query)))).toEqual(query);
  });
});
