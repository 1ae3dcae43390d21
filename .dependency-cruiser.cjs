/**
 * Who may import whom. One rule, one fixture: tests/setup/boundaries/<rule>/ is a small tree in which every file that
 * starts with "// reported" must be found by that rule and by no other (tests/setup/boundaries.test.ts).
 *
 *   core ← domain ← use cases, stores, handlers ← routes, ui ← the tables
 */

const { builtinModules } = require("node:module");

const NODE = `^(node:)?(${builtinModules.join("|")})$`;
const TEST = "\\.test\\.tsx?$";
const ZOD = "(^|/)node_modules/zod/";
/** Calendars: pure, and part of the language soon. */
const TEMPORAL = "(^|/)node_modules/temporal-polyfill/";

/** @type {import("dependency-cruiser").IForbiddenRuleType[]} */
const forbidden = [
  {
    name: "core-is-alone",
    comment: "app/core is the vocabulary of everything else; it imports zod and Temporal and nothing more.",
    severity: "error",
    from: { path: "^app/core/", pathNot: TEST },
    to: { pathNot: ["^app/core/", ZOD, TEMPORAL] },
  },
  {
    name: "domain-is-pure",
    comment: "A domain imports core, zod and domains: no platform, no .server file, no React, no Node.",
    severity: "error",
    from: { path: "^app/features/[^/]+/domain/", pathNot: TEST },
    to: { pathNot: ["^app/core/", "^app/features/[^/]+/domain/", ZOD] },
  },
  {
    name: "platform-knows-no-feature",
    comment: "The platform is I/O without business: of app it imports core, itself and the typed configuration.",
    severity: "error",
    from: { path: "^app/platform/", pathNot: TEST },
    to: { path: "^app/", pathNot: ["^app/(core|platform)/", "^app/config\\.server\\.ts$"] },
  },
  {
    name: "features-through-the-front-door",
    comment: "Another feature is reached through its public.server.ts, its jobs.ts, or the types of its domain.",
    severity: "error",
    from: { path: "^app/features/([^/]+)/", pathNot: TEST },
    to: {
      path: "^app/features/[^/]+/",
      pathNot: ["^app/features/$1/", "^app/features/[^/]+/(public\\.server|jobs)\\.ts$", "^app/features/[^/]+/domain/"],
    },
  },
  {
    name: "features-share-types-not-rules",
    comment:
      "Of another feature's domain only types cross over: its rules are called through a front door, the pure one is domain/public.ts.",
    severity: "error",
    from: { path: "^app/features/([^/]+)/", pathNot: TEST },
    to: {
      path: "^app/features/[^/]+/domain/",
      pathNot: ["^app/features/$1/", "^app/features/[^/]+/domain/public\\.ts$"],
      dependencyTypesNot: ["type-only"],
    },
  },
  {
    name: "replay-cannot-write",
    comment:
      "Trying rules on the past has no effect: nothing it imports, however far away, can write to Shopify or record an intent.",
    severity: "error",
    // Its pages ask who is there, and whoever asks that knows Shopify's tokens: the next rule keeps them to asking. Components run in the browser.
    from: { path: "^app/features/replay/", pathNot: [TEST, "^app/features/replay/(routes|ui)/"] },
    to: {
      path: [
        "^app/platform/admin-api/client\\.server\\.ts$",
        "^app/features/(intents|stock-writes|carriers)/.*\\.server\\.ts$",
      ],
      reachable: true,
    },
  },
  {
    name: "replay-routes-only-ask",
    comment: "A page of replay knows the shell's door and its own feature, and no other feature.",
    severity: "error",
    from: { path: "^app/features/replay/routes/", pathNot: TEST },
    to: {
      path: "^app/",
      pathNot: [
        "^app/features/replay/",
        "^app/shell/",
        "^app/core/",
        "^app/platform/(clock\\.server|db/in-shop\\.server)\\.ts$",
      ],
    },
  },
  {
    name: "shell-through-the-front-door",
    comment: "The shell shows features; it reaches them as features reach each other, and reads their texts.",
    severity: "error",
    from: { path: "^app/shell/", pathNot: TEST },
    to: {
      path: "^app/features/[^/]+/",
      pathNot: [
        "^app/features/[^/]+/(public\\.server|jobs)\\.ts$",
        "^app/features/[^/]+/domain/",
        "^app/features/[^/]+/locales/",
      ],
    },
  },
  {
    name: "ui-is-browser",
    comment: "A component runs in the browser: no .server file (types excepted), no Node.",
    severity: "error",
    from: { path: "^app/(features/[^/]+|shell)/ui/", pathNot: [TEST, "\\.server\\.tsx?$"] },
    to: { path: ["\\.server\\.tsx?$", NODE], dependencyTypesNot: ["type-only"] },
  },
  {
    name: "polaris-only-in-shell",
    comment: "A move to Polaris web components must touch one place.",
    severity: "error",
    from: { path: "^app/", pathNot: "^app/shell/" },
    to: { path: "(^|/)node_modules/@shopify/polaris" },
  },
  {
    name: "graphql-request-only-in-admin-api",
    comment: "Token, budget and user errors are handled once, in platform/admin-api.",
    severity: "error",
    from: { path: "^app/", pathNot: "^app/platform/admin-api/" },
    to: { path: "(^|/)node_modules/graphql-request/" },
  },
  {
    name: "generated-prisma-only-in-stores",
    comment: "SQL lives in stores, session storage and platform/db, always inside a shop.",
    severity: "error",
    from: { path: "^app/", pathNot: ["^app/platform/db/", "(^|[/-])(store|session-storage)\\.server\\.ts$", TEST] },
    to: { path: "^app/platform/db/generated/" },
  },
  {
    name: "topics-table-at-the-top",
    comment: "Only intake reads the table of webhook topics.",
    severity: "error",
    from: { path: "^app/", pathNot: ["^app/features/intake/", "^app/(optional-)?topics(\\.test)?\\.ts$"] },
    to: { path: "^app/topics\\.ts$" },
  },
  {
    name: "jobs-table-at-the-top",
    comment: "Only the worker's entry reads the table of jobs.",
    severity: "error",
    from: { path: "^app/", pathNot: ["^app/entry\\.worker\\.ts$", "^app/jobs\\.server\\.test\\.ts$"] },
    to: { path: "^app/jobs\\.server\\.ts$" },
  },
  {
    name: "pure-files-touch-nothing",
    comment:
      "A file's name says whether it touches the world: .server does; any other .ts imports no Node, no .server file (types excepted).",
    severity: "error",
    from: {
      path: "^app/.*\\.ts$",
      pathNot: [
        "\\.server\\.ts$",
        TEST,
        "^app/features/[^/]+/(domain|ui|routes)/", // domain and ui have stricter rules of their own; routes are edges
        "^app/shell/(ui|routes)/",
        "^app/core/",
        "^app/platform/db/generated/",
        "^app/entry\\.",
        "^app/routes\\.ts$",
      ],
    },
    to: { path: ["\\.server\\.tsx?$", NODE], dependencyTypesNot: ["type-only"] },
  },
  {
    name: "app-never-imports-tests",
    comment: "Nothing of tests/ or scripts/ runs in production.",
    severity: "error",
    from: { path: "^app/", pathNot: TEST },
    to: { path: "^(tests|scripts)/" },
  },
  {
    name: "app-ships-without-dev-packages",
    comment: "Production installs `dependencies` only. The table of routes is read by the build.",
    severity: "error",
    from: { path: "^app/", pathNot: [TEST, "^app/routes\\.ts$"] },
    to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
  },
  {
    name: "extensions-borrow-types-only",
    comment: "A bundle on the shopper's page has a size limit: of app it takes types, which cost nothing.",
    severity: "error",
    from: { path: "^extensions/" },
    to: { path: "^(app|tests|scripts)/", dependencyTypesNot: ["type-only"] },
  },
  {
    name: "no-cycles",
    comment: "A cycle means that two files are one idea, or that a third is missing.",
    severity: "error",
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
  },
  {
    name: "no-orphans",
    comment: "A file that imports nothing and that nobody imports is dead, unless a framework or a person starts it.",
    severity: "error",
    from: {
      orphan: true,
      pathNot: [
        TEST,
        "^[^/]+\\.(ts|js|cjs)$", // configuration in the root folder
        "^app/(root|routes|entry\\.[a-z]+)\\.tsx?$",
        "/routes/",
        "\\.d\\.ts$",
        "^scripts/",
        "^tests/devshop/faces/browser/", // served to the browser as they are
      ],
    },
    to: {},
  },
];

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden,
  options: {
    doNotFollow: { path: ["(^|/)node_modules/", "^app/platform/db/generated/"] },
    exclude: { path: ["^tests/setup/boundaries/", "(^|/)dist/", "^build/"] },
    tsPreCompilationDeps: true,
    moduleSystems: ["es6"],
    enhancedResolveOptions: {
      conditionNames: ["import", "require", "node", "default", "types"],
      exportsFields: ["exports"],
    },
  },
};
