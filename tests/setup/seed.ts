import fc from "fast-check";

/**
 * What chance decides in the tests: the examples of properties and the order of the files. The same for everybody, so that a commit that was green stays
 * green; `TEST_SEED=2 npx vitest run` looks at other examples.
 */
export const TEST_SEED = Number(process.env["TEST_SEED"] ?? 1);

fc.configureGlobal({ seed: TEST_SEED });
