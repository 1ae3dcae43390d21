import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";
import { pureTransaction } from "./scripts/lint/pure-transaction.js";

const TESTS = ["**/*.test.{ts,tsx}", "tests/**"];
/** Edges of the app, where the world comes in under a framework's file names. */
const EDGES = ["**/*.server.ts", "app/**/routes/**", "app/entry.*"];
const PAGE_GLOBALS = ["window", "localStorage", "sessionStorage", "location", "navigator", "alert"];

const forbid = (message, ...selectors) => selectors.map((selector) => ({ selector, message }));
const VISIBLE_ATTRIBUTES =
  "/^(alt|aria-label|content|description|details|heading|helpText|label|placeholder|subtitle|title|tooltip)$/";

/** `no-restricted-syntax` is one list per file: later blocks replace it, so each names all the lists it wants. */
const syntax = {
  always: [
    ...forbid(
      "`as unknown as` switches the type checker off: narrow the value, or parse it with zod.",
      "TSAsExpression > TSAsExpression[typeAnnotation.type='TSUnknownKeyword']",
    ),
    ...forbid("No barrels: import a thing from the file that defines it.", "ExportAllDeclaration"),
    ...forbid(
      "Node runs these files as they are: an import path ends in .ts or .tsx.",
      ":matches(ImportDeclaration, ExportNamedDeclaration)[source.value=/^\\.(?!.*\\.(ts|tsx|js|json|css)(\\?\\w+)?$)/]",
    ),
  ],
  defaultExport: forbid("A named export has one name everywhere.", "ExportDefaultDeclaration"),
  environment: forbid(
    "Only app/config.server.ts reads the environment.",
    "MemberExpression[object.name='process'][property.name='env']",
  ),
  clock: [
    ...forbid(
      "The time is an argument.",
      "CallExpression[callee.object.name=/^(Date|performance)$/][callee.property.name='now']",
      "NewExpression[callee.name='Date'][arguments.length=0]",
    ),
    ...forbid(
      "Randomness is an argument.",
      "CallExpression[callee.object.name='Math'][callee.property.name='random']",
      "CallExpression[callee.object.name='crypto'][callee.property.name=/^(randomUUID|getRandomValues)$/]",
    ),
  ],
  world: forbid(
    "This file is pure by its name; what touches the world is called *.server.ts.",
    "CallExpression[callee.name=/^(setTimeout|setInterval|setImmediate|fetch)$/]",
    "MemberExpression[object.name='process']",
  ),
  literalText: forbid(
    "Text comes from locales/*.json, in English and Spanish.",
    "JSXText[value=/\\p{L}/u]",
    "JSXElement > JSXExpressionContainer > Literal[value=/\\p{L}/u]",
    "JSXElement > JSXExpressionContainer > TemplateLiteral > TemplateElement[value.raw=/\\p{L}/u]",
    `JSXAttribute[name.name=${VISIBLE_ATTRIBUTES}] > Literal[value=/\\p{L}/u]`,
  ),
  sleep: forbid(
    "A test that sleeps is slow or flaky: wait for the thing itself, or step the clock.",
    "CallExpression[callee.name='setTimeout']",
    "ImportDeclaration[source.value=/^(node:)?timers\\/promises$/]",
  ),
  mocks: forbid(
    "Our own modules are not mocked: pass what the test needs as an argument.",
    "CallExpression[callee.object.name='vi'][callee.property.name=/^(mock|doMock|hoisted)$/]",
  ),
};
const restricted = (...lists) => ({ "no-restricted-syntax": ["error", ...syntax.always, ...lists.flat()] });

export default defineConfig(
  globalIgnores([
    "build/",
    ".data/",
    ".shopify/",
    "app/platform/db/generated/",
    "app/platform/admin-api/operations.ts",
    "**/dist/",
    "extensions/*/shopify.d.ts",
    "tests/setup/boundaries/",
  ]),
  // A rule that does not fit a file is changed here, with its reason, not beside the line.
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: "error" } },

  js.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // The compiler reports unknown names, and knows types from names.
      "no-undef": "off",
      // A list of types may be an alias or an interface: an alias has the implicit index signature that JSON columns need.
      "@typescript-eslint/consistent-type-definitions": "off",
      // `parseId<OrderId>(text)`: the caller of a branded id's reader chooses the brand, so the parameter appears once.
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
      // An `async` function without `await` turns a synchronous throw into a rejection, which callers of a port rely on.
      "@typescript-eslint/require-await": "off",
      // Numbers and bigints print as one expects; objects, arrays and `undefined` stay errors.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowNever: true }],
      // `onClick={() => save()}` is how handlers are written; a value used of a void call is still an error.
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // Worker loops are `while (true)` or `for (;;)`.
      "@typescript-eslint/no-unnecessary-condition": [
        "error",
        { allowConstantLoopConditions: "only-allowed-literals" },
      ],
      // Remix loaders answer by throwing a Response (redirects, 404).
      "@typescript-eslint/only-throw-error": ["error", { allow: [{ from: "lib", name: "Response" }] }],
      // An empty text is often "not given" too: `name || fallback` is allowed for strings.
      "@typescript-eslint/prefer-nullish-coalescing": ["error", { ignorePrimitives: { string: true } }],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      // `default` is a decision about the members not named; without it every member must be.
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      // `row["name"]` tells the reader that the type does not promise the key.
      "@typescript-eslint/dot-notation": ["error", { allowIndexSignaturePropertyAccess: true }],
      // What we spread into characters are digits and codes, one code point each.
      "@typescript-eslint/no-misused-spread": ["error", { allow: ["string"] }],
      // Without `await` a rejection leaves the try block that was written for it.
      "@typescript-eslint/return-await": ["error", "error-handling-correctness-only"],
      // There are no enums: `erasableSyntaxOnly` forbids them. Looking for them at each assignment was an eighth of the lint's time.
      "@typescript-eslint/no-unsafe-enum-assignment": "off",
      // Nearly all classes are errors, thrown with `new`; asking it of every assignment of the project was a third of the lint's time (70 s of 235).
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "max-lines": ["error", 400],
      ...restricted(syntax.defaultExport),
    },
  },

  {
    files: ["**/*.tsx"],
    // Translators (`const { t } = useTranslation()`) are typed as methods and are free functions.
    rules: { "@typescript-eslint/unbound-method": "off" },
  },
  {
    files: ["app/**/*.tsx"],
    extends: [reactHooks.configs.flat.recommended, jsxA11y.flatConfigs.recommended],
  },

  // app: no environment, no console (platform/log writes), and outside .server files no clock and no chance.
  {
    files: ["app/**/*.{ts,tsx}"],
    ignores: TESTS,
    plugins: { entrega: { rules: { "pure-transaction": pureTransaction } } },
    rules: {
      "no-console": "error",
      "entrega/pure-transaction": "error",
      ...restricted(syntax.defaultExport, syntax.environment),
    },
  },
  {
    files: ["app/**/*.ts"],
    ignores: [...EDGES, ...TESTS],
    rules: restricted(syntax.defaultExport, syntax.environment, syntax.clock, syntax.world),
  },
  {
    files: ["app/**/*.tsx"],
    ignores: [...EDGES, ...TESTS],
    rules: restricted(syntax.defaultExport, syntax.environment, syntax.clock, syntax.literalText),
  },
  { files: ["app/config.server.ts"], rules: restricted(syntax.defaultExport) },

  { files: TESTS, rules: restricted(syntax.defaultExport) },
  {
    files: ["**/*.test.{ts,tsx}"],
    rules: {
      ...restricted(syntax.defaultExport, syntax.sleep, syntax.mocks),
      // `() => {}` is a complete stand-in for a callback nobody is asked about.
      "@typescript-eslint/no-empty-function": "off",
      // vitest's matchers (`expect.any(…)`) are typed any.
      "@typescript-eslint/no-unsafe-assignment": "off",
    },
  },

  // Shopify runs extensions in a worker with a remote DOM: of the page there is only the body that render() is given.
  {
    files: ["extensions/**/*.{ts,tsx}"],
    ignores: ["extensions/**/*.test.{ts,tsx}", "extensions/shared/testing/**"],
    rules: {
      "no-restricted-globals": ["error", ...PAGE_GLOBALS, "document"],
      ...restricted(syntax.defaultExport, syntax.literalText),
    },
  },
  {
    files: ["extensions/*/src/**/*.{ts,tsx}"],
    ignores: ["extensions/**/*.test.{ts,tsx}"],
    rules: { "no-restricted-globals": ["error", ...PAGE_GLOBALS], ...restricted(syntax.literalText) },
  },

  // Frameworks want these default exports; each file keeps its other restrictions. Last, so that they win.
  { files: ["*.{js,ts}"], rules: restricted() },
  { files: ["app/root.tsx", "app/entry.*.tsx", "app/routes.ts"], rules: restricted(syntax.environment) },
  { files: ["app/**/routes/**/*.tsx"], rules: restricted(syntax.environment, syntax.clock, syntax.literalText) },
  { files: ["app/**/routes/**/*.ts"], rules: restricted(syntax.environment) },

  { files: ["**/*.cjs"], languageOptions: { globals: { module: "writable", require: "readonly" } } },
);
