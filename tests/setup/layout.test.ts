import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const sources = globSync("{app,scripts,tests,extensions}/**/*.{ts,tsx}", {
  cwd: root,
  exclude: (name) => /(^|\/)(generated|node_modules|dist|boundaries)$/.test(name),
});
const project = globSync("{app,scripts,tests,extensions,docs,prisma,*.*,.ci}/**", {
  cwd: root,
  exclude: (name) => /(^|\/)(generated|node_modules|dist|build)$/.test(name),
}).filter((file) => /\.(ts|tsx|js|cjs|json|toml|md|sql|prisma|graphql)$|^\.ci\//.test(file));

describe("the layout of the project", () => {
  it("names files in kebab-case", () => {
    const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.tsx?$/;
    expect(sources.length).toBeGreaterThan(0);
    expect(sources.filter((file) => !kebab.test(basename(file)))).toEqual([]);
  });

  it("has no drawer for everything and no barrel", () => {
    const drawer = /(^|[/-])(utils?|helpers?|managers?|misc)[./]|(^|\/)(services|common|index)[./]/;
    expect(sources.filter((file) => drawer.test(file))).toEqual([]);
  });

  it("stands alone: no path of a developer's machine, nothing outside the repository", () => {
    expect(project.length).toBeGreaterThan(0);
    const machine =
      /(?<![\w.])\/(?:work|tmp|home|Users|root)\/\w|\.\.\/shared\/(?:data|reference|shopify|samples|design)/;
    const found = project.filter((file) => machine.test(readFileSync(join(root, file), "utf8")));
    expect(found.filter((file) => file !== "tests/setup/layout.test.ts")).toEqual([]);
  });
});
