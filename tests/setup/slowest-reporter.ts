import type { Reporter, TestModule } from "vitest/node";
import { type Timing, slowestLines } from "./slowest.ts";

/** Prints the slowest tests of all projects when a run ends: a suite gets slow one test at a time. */
export class SlowestReporter implements Reporter {
  readonly #count: number;

  constructor(count: number) {
    this.#count = count;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const timings = modules.flatMap(timingsOf);
    if (timings.length === 0) return;
    console.log(`\nSlowest of ${String(timings.length)} tests\n${slowestLines(timings, this.#count).join("\n")}\n`);
  }
}

function timingsOf(module: TestModule): Timing[] {
  return [...module.children.allTests()].flatMap((test) => {
    const diagnostic = test.diagnostic();
    const name = `${module.relativeModuleId} > ${test.fullName}`;
    return diagnostic ? [{ name, milliseconds: diagnostic.duration }] : [];
  });
}
