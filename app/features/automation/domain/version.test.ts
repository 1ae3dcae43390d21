import { describe, expect, test } from "vitest";
import { parseId, type RuleSetId, type RuleVersionId } from "../../../core/ids.ts";
import { basisOf, liveVersion, stateOf, type Version } from "./version.ts";

const version = (number: number, given: Partial<Version>): Version => ({
  versionId: parseId<RuleVersionId>(String(number)),
  setId: parseId<RuleSetId>("1"),
  number,
  basedOn: null,
  note: "",
  createdBy: "7",
  createdAt: 0,
  updatedAt: 0,
  approvedBy: "",
  approvedAt: null,
  liveFrom: null,
  ...given,
});
const NOW = 1_000;

describe("a version of rules", () => {
  test("is a draft until it is approved, and then waits to be published", () => {
    const draft = version(1, {});
    const approved = version(2, { approvedAt: 500 });
    expect([draft, approved].map((each) => stateOf(each, [draft, approved], NOW))).toEqual(["draft", "approved"]);
  });

  test("is scheduled before its time, live from the very moment, archived when a later one takes over", () => {
    const first = version(1, { approvedAt: 1, liveFrom: 100 });
    const second = version(2, { approvedAt: 2, liveFrom: NOW });
    const third = version(3, { approvedAt: 3, liveFrom: NOW + 1 });
    const all = [third, first, second];
    expect(all.map((each) => stateOf(each, all, NOW))).toEqual(["scheduled", "archived", "live"]);
    expect(all.map((each) => stateOf(each, all, NOW - 1))).toEqual(["scheduled", "live", "scheduled"]);
  });

  test("of two with the same moment, the newer one is live", () => {
    const all = [version(4, { approvedAt: 1, liveFrom: 5 }), version(5, { approvedAt: 1, liveFrom: 5 })];
    expect(liveVersion(all, NOW)?.number).toBe(5);
  });

  test("published by mistake for the past does not push out one that came later", () => {
    const all = [version(1, { approvedAt: 1, liveFrom: 900 }), version(2, { approvedAt: 950, liveFrom: 800 })];
    expect(liveVersion(all, NOW)?.number).toBe(1);
  });

  test("there may be none", () => {
    expect(liveVersion([version(1, {}), version(2, { liveFrom: NOW + 5, approvedAt: 1 })], NOW)).toBeUndefined();
  });
});

describe("what is changed next", () => {
  const live = version(1, { approvedAt: 1, liveFrom: 10 });
  const waiting = version(2, { approvedAt: 2 });
  const draft = version(3, {});

  test("is the draft, else what waits, else what is live", () => {
    expect([[live, waiting, draft], [live, waiting], [live], []].map((all) => basisOf(all, NOW)?.number)).toEqual([
      3,
      2,
      1,
      undefined,
    ]);
  });

  test("is the draft also when somebody went back meanwhile, which made a newer version", () => {
    const back = version(5, { approvedAt: 20, liveFrom: 20 });
    expect(basisOf([back, draft, live], NOW)?.number).toBe(3);
  });

  test("is not a newer version that an older one took over from", () => {
    const taken = version(4, { approvedAt: 3, liveFrom: 5 });
    expect(basisOf([taken, live], NOW)?.number).toBe(1);
  });
});
