import { describe, expect, test } from "vitest";
import { labelTexts, readLabelForm } from "./label-form.ts";
import { DEFAULT_SETTING, type LabelSetting } from "./shopping/label-setting.ts";

const read = (texts: Parameters<typeof readLabelForm>[0]) => readLabelForm(texts, "EUR", ["easypost"]);

describe("how labels are chosen, as a form", () => {
  test.each<LabelSetting>([
    DEFAULT_SETTING,
    {
      policy: { kind: "fastest", withinMinor: 250 },
      guard: { minor: 1_000, percent: 50, dutiesWait: true },
      address: "undeliverable",
    },
    {
      policy: { kind: "preferred", carrier: "easypost" },
      guard: { minor: 0, percent: null, dutiesWait: false },
      address: "off",
    },
  ])("%j is shown and read back the same", (setting) => {
    expect(read(labelTexts(setting, "EUR"))).toEqual({ status: "read", setting });
  });

  test("every field that is wrong is named, and nothing is read", () => {
    expect(read({ policy: "fastest", within: "much", guardMinor: "-1", guardPercent: "1,5" })).toEqual({
      status: "wrong",
      errors: { within: "amount", guardMinor: "amount", guardPercent: "percent" },
    });
    expect(read({ policy: "fastest" })).toEqual({ status: "wrong", errors: { within: "needed" } });
    expect(read({ policy: "preferred", preferred: "ghost" })).toEqual({
      status: "wrong",
      errors: { preferred: "needed" },
    });
  });
});
