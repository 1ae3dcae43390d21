import type { Reporter, TestModule } from "vitest/node";
import { slowestLines, summed, type Timing } from "./slowest.ts";

/** Prints where a run's time went when it ends: the projects, the slowest files and tests. A suite gets slow one test at a time. */
export class SlowestReporter implements Reporter {
  readonly #count: number;

  constructor(count: number) {
    this.#count = count;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap(timingsOf);
    if (tests.length === 0) return;
    const files = modules.map((module) => ({ name: module.relativeModuleId, milliseconds: durationOf(module) }));
    const projects = modules.map((module) => ({ name: module.project.name, milliseconds: durationOf(module) }));
    this.#print(`Projects of ${String(modules.length)} files`, summed(projects));
    this.#print(`Slowest of ${String(files.length)} files`, files);
    this.#print(`Slowest of ${String(tests.length)} tests`, tests);
  }

  #print(title: string, timings: readonly Timing[]): void {
    console.log(`\n${title}\n${slowestLines(timings, this.#count).join("\n")}`);
  }
}

/** Opening and closing of what its tests share are part of a file's time. */
function durationOf(module: TestModule): number {
  const { setupDuration, collectDuration, duration } = module.diagnostic();
  return setupDuration + collectDuration + duration;
}

function timingsOf(module: TestModule): Timing[] {
  return [...module.children.allTests()].flatMap((test) => {
    const diagnostic = test.diagnostic();
    const name = `${module.relativeModuleId} > ${test.fullName}`;
    return diagnostic ? [{ name, milliseconds: diagnostic.duration }] : [];
  });
}
