import { defineConfig } from "vitest/config";
import { TEST_SEED } from "./tests/setup/seed.ts";
import { SlowestReporter } from "./tests/setup/slowest-reporter.ts";

/** They configure the app in their own way, break the database or run the real worker: each in a process of its own. */
const ALONE = [
  "tests/integration/{bets,config,database,platform,shops,tables}*.test.ts",
  "tests/integration/{checkout-rates-database-away,intake-database-away,intents-worker,inventory-list,orders-list}.test.ts",
  "tests/integration/shipping-{automatic,carrier,in-motion,order-status}.test.ts",
];
const KILL = "tests/faults/kill/kill.test.ts";
const SEED = "tests/setup/seed.ts";

const ON_POSTGRES = {
  environment: "node",
  globalSetup: ["tests/setup/database.ts"],
  setupFiles: [SEED],
  // The checks run beside them, and other machines are slower: a time-out is for what hangs, not a measurement.
  testTimeout: 180_000,
  hookTimeout: 120_000,
};
const CONSOLE_GUARD = "tests/setup/console-guard.ts";

/** Two workers take the files of all projects, in the order of the projects' names: the small ones of `unit` fill the end. */
export default defineConfig({
  test: {
    reporters: ["default", new SlowestReporter(10)],
    // Vitest leaves one core free by default; of two that is half.
    maxWorkers: 2,
    sequence: { seed: TEST_SEED },
    projects: [
      {
        test: {
          name: "unit",
          environment: "node",
          include: [
            "app/**/*.test.{ts,tsx}",
            "extensions/**/*.test.ts",
            "scripts/**/*.test.ts",
            "tests/setup/*.test.ts",
            "tests/devshop/**/*.test.ts",
            "tests/bench/**/*.test.ts",
          ],
          setupFiles: [CONSOLE_GUARD, SEED],
          // Lint and the boundaries load whole tools; on a busy machine that alone takes seconds.
          testTimeout: 30_000,
          // Pure code needs no process of its own. Files of one worker share modules (Shopify's schema is read once);
          // the shuffled order shows a test that leans on what another one left behind.
          pool: "threads",
          isolate: false,
          sequence: { shuffle: true },
        },
      },
      {
        esbuild: { jsx: "automatic", jsxImportSource: "preact" },
        test: {
          name: "extension",
          environment: "jsdom",
          include: ["extensions/**/*.test.tsx"],
          setupFiles: [CONSOLE_GUARD],
          server: { deps: { inline: [/@shopify\/ui-extensions-tester/] } },
        },
      },
      {
        test: {
          ...ON_POSTGRES,
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          exclude: ALONE,
          // The files of a worker share one world (tests/setup/world.ts): opening it costs 2 s of CPU.
          isolate: false,
        },
      },
      {
        test: { ...ON_POSTGRES, name: "alone", include: [...ALONE, "tests/faults/**/*.test.ts"], exclude: [KILL] },
      },
      // Five processes of its own, and they have to keep up with each other: `npm test` runs it last, beside nothing.
      { test: { ...ON_POSTGRES, name: "kill", include: [KILL] } },
      {
        test: {
          name: "e2e",
          environment: "node",
          include: ["tests/e2e/**/*.test.ts"],
          expect: { poll: { timeout: 20_000 } },
          globalSetup: ["tests/setup/database.ts"],
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
