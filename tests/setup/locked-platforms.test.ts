import { describe, expect, it } from "vitest";
import { type Packages, missingPlatforms } from "../../scripts/locked-platforms.ts";

const rollup = { dev: true, optionalDependencies: { "@rollup/rollup-linux-x64-musl": "4.0.0" } };

describe("platform packages that a lock lost", () => {
  it("are written with the platform their name tells", () => {
    const optionalDependencies = { "@rollup/rollup-darwin-arm64": "4.0.0", "@rollup/rollup-linux-x64-gnu": "4.0.0" };
    expect(missingPlatforms({ "node_modules/rollup": { optionalDependencies } })).toEqual({
      "node_modules/@rollup/rollup-darwin-arm64": { version: "4.0.0", optional: true, cpu: ["arm64"], os: ["darwin"] },
      "node_modules/@rollup/rollup-linux-x64-gnu": {
        version: "4.0.0",
        optional: true,
        cpu: ["x64"],
        os: ["linux"],
        libc: ["glibc"],
      },
    });
  });

  it("stay development packages when what asks for them is one", () => {
    const [entry] = Object.values(missingPlatforms({ "node_modules/rollup": rollup }));
    expect(entry).toMatchObject({ dev: true, libc: ["musl"] });
  });

  it.each<[string, Packages]>([
    ["at the top", { "node_modules/@rollup/rollup-linux-x64-musl": {} }],
    ["inside the package", { "node_modules/vite/node_modules/rollup/node_modules/@rollup/rollup-linux-x64-musl": {} }],
    ["beside the package", { "node_modules/vite/node_modules/@rollup/rollup-linux-x64-musl": {} }],
  ])("are not missing when the lock holds them %s", (_where, held) => {
    expect(missingPlatforms({ "node_modules/vite/node_modules/rollup": rollup, ...held })).toEqual({});
  });

  it("are missing when only another package holds them for itself", () => {
    const held = { "node_modules/other/node_modules/@rollup/rollup-linux-x64-musl": {} };
    expect(Object.keys(missingPlatforms({ "node_modules/rollup": rollup, ...held }))).toHaveLength(1);
  });

  it("need a person when the version is a range or the name tells no platform", () => {
    const asking = (name: string, version: string) => ({
      "node_modules/a": { optionalDependencies: { [name]: version } },
    });
    expect(() => missingPlatforms(asking("a-darwin-x64", "^1.0.0"))).toThrow("not an exact version");
    expect(() => missingPlatforms(asking("fsevents", "1.0.0"))).toThrow("no platform in the name fsevents");
  });
});
