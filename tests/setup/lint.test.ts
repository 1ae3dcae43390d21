import { ESLint } from "eslint";
import { join } from "node:path";
import ts from "typescript";
import tseslint from "typescript-eslint";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
// Rules about syntax need no types, and without them a file need not exist.
const eslint = new ESLint({ cwd: root, overrideConfig: [tseslint.configs.disableTypeChecked] });

/** Lints with types, on a program of this one file: reading the whole project takes 4 s alone and 14 s beside others. */
function typedLint(file: string, text: string): ESLint {
  const options: ts.CompilerOptions = { strict: true, target: ts.ScriptTarget.ES2023, types: [] };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version, ...rest) =>
    name === file ? ts.createSourceFile(name, text, version, true) : read(name, version, ...rest);
  const programs = [ts.createProgram([file], options, host)];
  const parserOptions = { projectService: false, programs };
  return new ESLint({ cwd: root, overrideConfig: [{ languageOptions: { parserOptions } }] });
}

async function rulesBroken(file: string, text: string, linter = eslint): Promise<(string | null)[]> {
  const [result] = await linter.lintText(text, { filePath: join(root, file) });
  return (result?.messages ?? []).map((message) => message.ruleId);
}

const SYNTAX = "no-restricted-syntax";
const A_STORE = "app/features/orders/store.server.ts";
const A_DOMAIN = "app/features/orders/domain/order.ts";
const A_PAGE = "app/features/orders/ui/order-page.tsx";
const A_ROUTE = "app/features/orders/routes/orders.tsx";

const REPEATED = "entrega/pure-transaction";
const inTransaction = (body: string, outside = "") => `${outside}
export const seen = { count: 0, names: [""] };
export const read = () => inShop("1", async () => { if (seen.count === 0) { ${body} } });`;

describe("lint", () => {
  it.each([
    ["the environment outside the configuration", A_STORE, "export const url = process.env.URL;", [SYNTAX]],
    ["the environment in the configuration", "app/config.server.ts", "export const url = process.env.URL;", []],
    ["the clock in a pure file", A_DOMAIN, "export const at = () => Date.now();", [SYNTAX]],
    ["the clock as a date in a pure file", A_DOMAIN, "export const at = () => new Date();", [SYNTAX]],
    ["a given instant in a pure file", A_DOMAIN, "export const at = (ms: number) => new Date(ms);", []],
    ["chance in a pure file", A_DOMAIN, "export const dice = () => Math.random();", [SYNTAX]],
    ["a timer in a pure file", A_DOMAIN, "export const wait = () => setTimeout(() => 1, 1);", [SYNTAX]],
    ["the network in a pure file", A_DOMAIN, 'export const get = () => fetch("/");', [SYNTAX]],
    ["the clock in a .server file", A_STORE, "export const at = () => Date.now();", []],
    ["the console in app", A_STORE, "console.log(1);", ["no-console"]],
    ["text in an element", A_PAGE, "export const Page = () => <p>Hello</p>;", [SYNTAX]],
    ["Spanish text in an element", A_PAGE, "export const Page = () => <p>Ñ</p>;", [SYNTAX]],
    ["text as an expression", A_PAGE, 'export const Page = () => <p>{"Hello"}</p>;', [SYNTAX]],
    ["text in a template", A_PAGE, "export const Page = (n: number) => <p>{`${n} orders`}</p>;", [SYNTAX]],
    ["text in an attribute people see", A_PAGE, 'export const Page = () => <p title="Hello" />;', [SYNTAX]],
    ["signs that are no text", A_PAGE, 'export const Page = () => <p id="list">{"·"} 12</p>;', []],
    ["text in a route", A_ROUTE, "export default () => <p>Hello</p>;", [SYNTAX]],
    ["an image without a description", A_PAGE, 'export const Page = () => <img src="a.png" />;', ["jsx-a11y/alt-text"]],
    ["a default export of a module", A_STORE, "export default 1;", [SYNTAX]],
    ["a default export of a route", A_ROUTE, "export default () => null;", []],
    ["a barrel", A_STORE, 'export * from "./load.server.ts";', [SYNTAX]],
    ["an import path without an ending", A_STORE, 'import { a } from "./a";\nexport const b = a;', [SYNTAX]],
    ["a cast through unknown", A_STORE, "export const a = 1 as unknown as string;", [SYNTAX]],
    ["any", A_STORE, "export const a: any = 1;", ["@typescript-eslint/no-explicit-any"]],
    ["a hidden compiler error", A_STORE, "// @ts-ignore\nexport const a = 1;", ["@typescript-eslint/ban-ts-comment"]],
    ["a sleeping test", "app/a.test.ts", "setTimeout(() => 1, 1);", [SYNTAX]],
    ["a mocked module", "app/a.test.ts", 'vi.mock("./b.ts");', [SYNTAX]],
    [
      "browser storage in an extension",
      "extensions/shared/a.ts",
      "export const a = localStorage;",
      ["no-restricted-globals"],
    ],
    ["a transaction that counts outside", A_STORE, inTransaction("seen.count += 1;"), [REPEATED]],
    ["a transaction that collects outside", A_STORE, inTransaction('seen.names.push("a");'), [REPEATED]],
    [
      "a transaction that writes a variable outside",
      A_STORE,
      inTransaction("last = 1;", "export let last = 0;"),
      [REPEATED],
    ],
    [
      "a transaction that collects inside",
      A_STORE,
      inTransaction('const a: string[] = []; a.push("a"); return a;'),
      [],
    ],
    ["a long file", A_STORE, "// one line\n".repeat(401), ["max-lines"]],
  ])("on %s", async (_what, file, text, expected) => {
    const found = await rulesBroken(file, text);
    expect(found.filter((rule) => rule !== null)).toEqual(expected);
  });

  it("does not obey a comment that switches a rule off, and says so", async () => {
    const text = "/* eslint-disable no-restricted-syntax */\nexport const at = () => Date.now();\n";
    const [result] = await eslint.lintText(text, { filePath: join(root, A_DOMAIN) });
    expect(result?.messages.map((message) => message.ruleId)).toEqual([null, SYNTAX]);
  });

  it("finds a promise nobody waits for, and a switch that forgot a case", async () => {
    const text = `
      type Stage = "open" | "closed";
      const load = async () => 1;
      export function stage(of: Stage): void {
        load();
        switch (of) {
          case "open":
            return;
        }
      }`;
    const linter = typedLint(join(root, "typed.ts"), text);
    expect(await rulesBroken("typed.ts", text, linter)).toEqual([
      "@typescript-eslint/no-floating-promises",
      "@typescript-eslint/switch-exhaustiveness-check",
    ]);
  });
});
