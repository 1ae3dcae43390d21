/** Which licences may be in what is deployed. Own code, because the question is small: a package's SPDX expression against a list. */

/** They ask for their notice to be kept, and for nothing of ours. */
const FREE = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
  "PSF-2.0",
  "Python-2.0",
  "Unlicense",
  "Zlib",
]);

/** Of data and of single packages, looked at one by one. */
const LOOKED_AT: Readonly<Record<string, string>> = {
  "@shopify/polaris": "Shopify's own: may be used in apps that work with Shopify",
  "@shopify/polaris-icons": "Shopify's own: may be used in apps that work with Shopify",
  "@shopify/polaris-tokens": "Shopify's own: may be used in apps that work with Shopify",
  "date-holidays": "its code is ISC, its data CC-BY-3.0: named in the README",
};

/** Tools that are never deployed may be anything that does not reach out of itself. */
const NEVER = /\b(AGPL|SSPL|BUSL|UNLICENSED)\b/i;

/** "(MIT AND Zlib)", "(Unlicense OR Apache-2.0)": no deeper, as packages write it. */
function isFree(expression: string): boolean {
  const plain = expression.replaceAll(/[()]/g, "");
  if (plain.includes(" OR ")) return plain.split(" OR ").some(isFree);
  return plain.split(" AND ").every((each) => FREE.has(each.trim()));
}

export interface Locked {
  readonly license?: unknown;
  readonly dev?: boolean | undefined;
}

/** What is wrong, by package-lock's `packages`. `read`: the package's own word where the lock has none; undefined when it is not installed here (other platforms). */
export function licenceProblems(
  packages: Readonly<Record<string, Locked>>,
  read: (path: string) => string | undefined,
): string[] {
  return Object.entries(packages).flatMap(([path, { license, dev = false }]) => {
    const name = path.split("node_modules/").at(-1) ?? "";
    if (name === "" || name in LOOKED_AT) return [];
    const said = typeof license === "string" ? license : read(path);
    if (dev) return said !== undefined && NEVER.test(said) ? [`${name}: ${said}`] : [];
    if (said === undefined) return [`${name}: no licence is known`];
    return isFree(said) ? [] : [`${name}: ${said}`];
  });
}
