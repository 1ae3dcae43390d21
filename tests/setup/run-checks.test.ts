import { describe, expect, it } from "vitest";
import { type Outcome, outcomeText, runChecks } from "../../scripts/run-checks.ts";

const node = (script: string): [string, ...string[]] => [process.execPath, "-e", script];

describe("the gate", () => {
  it("runs every check, also after one that failed, and keeps what each printed", async () => {
    const reported: string[] = [];
    const outcomes = await runChecks(
      [
        { name: "bad", command: node("console.error('what is wrong'); process.exit(3)") },
        { name: "good", command: node("console.log('fine')") },
      ],
      1,
      (outcome) => reported.push(outcome.name),
    );
    expect(reported).toEqual(["bad", "good"]);
    expect(outcomes.map(({ name, code, output }) => ({ name, code, output }))).toEqual([
      { name: "bad", code: 3, output: "what is wrong\n" },
      { name: "good", code: 0, output: "fine\n" },
    ]);
  });

  it("fails a check whose program does not exist", async () => {
    const [outcome] = await runChecks([{ name: "gone", command: ["no-such-program-here"] }], 2, () => undefined);
    expect(outcome?.code).toBeNull();
    expect(outcome?.output).toContain("ENOENT");
  });

  it("prints one line for a check that passed, and all there is for one that failed", () => {
    const outcome: Outcome = { name: "types", code: 0, seconds: 4.21, output: "a\nsummary\n" };
    expect(outcomeText(outcome)).toBe("ok   types            4.2 s  summary");
    expect(outcomeText({ ...outcome, code: 2 })).toBe("FAIL types            4.2 s\na\nsummary\n");
    expect(outcomeText({ ...outcome, tells: true })).toBe("ok   types            4.2 s\n       a\n       summary");
  });
});
