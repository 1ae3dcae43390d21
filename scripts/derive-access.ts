/**
 * One-off: Shopify's introspection file → tests/devshop/schema/access-<version>.json.gz, the access rules the dev shop enforces.
 *
 *   node scripts/derive-access.ts <admin-2026-10.json.gz> <target.json.gz>
 *
 * The first argument is `dist/data/admin_2026-10.json.gz` of the npm package @shopify/dev-mcp 1.16.0 (see
 * tests/devshop/schema/NOTICE.md). Shopify publishes access rules in three places, all of them in that file: scopes per
 * type and per field, a sentence about further scopes, and a mark on fields that are protected customer data.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";
import { z } from "zod";

/** What one type ("Order") or one field ("Order.email") asks of an app. */
interface Access {
  /** Every group must be met; a group is met by any one of its scopes. */
  scopes?: string[][];
  /** True for protected customer data: needs Shopify's approval beside the scope. */
  protected?: true;
  /** Which approval: name, address, phone or email. */
  content?: string;
}

const Introspection = z.object({
  data: z.object({
    __schema: z.object({
      types: z.array(
        z.object({
          name: z.string(),
          fields: z
            .array(z.object({ name: z.string(), isProtected: z.boolean(), protectedContent: z.string().nullable() }))
            .nullable(),
        }),
      ),
    }),
  }),
  offline_scopes: z.object({
    items: z.array(
      z.object({
        typeName: z.string(),
        fieldName: z.string().optional(),
        requiredAccess: z.string().nullable(),
        offlineScopes: z.array(z.string()),
      }),
    ),
  }),
});

/**
 * "`a` access scope or `b` access scope. Also: Requires the `c` access scope." → [[a, b], [c]]. Sentences about users,
 * plans and optional arguments name scopes too; they are conditions of another kind and are left out.
 */
function scopeGroups(requiredAccess: string, scopes: readonly string[]): string[][] {
  const known = new Set(scopes);
  const named = (text: string) => [
    ...new Set([...text.matchAll(/`(\w+)`/g)].map((m) => m[1] ?? "").filter((scope) => known.has(scope))),
  ];
  const [first = "", also = ""] = requiredAccess.split(/\bAlso: /, 2);
  const main = first
    .split(/ access scope and \(/)
    .map(named)
    .filter((group) => group.length > 0);
  const further = also.startsWith("Requires ") ? named(also) : [];
  if (main.length === 0) return [[...known]];
  return further.length > 0 ? [...main, further] : main;
}

function accessOf(file: z.infer<typeof Introspection>): Record<string, Access> {
  const access = new Map<string, Access>();
  const at = (key: string): Access => {
    const entry = access.get(key) ?? {};
    access.set(key, entry);
    return entry;
  };
  for (const item of file.offline_scopes.items) {
    if (item.offlineScopes.length === 0) continue;
    const key = item.fieldName === undefined ? item.typeName : `${item.typeName}.${item.fieldName}`;
    at(key).scopes = scopeGroups(item.requiredAccess ?? "", item.offlineScopes);
  }
  for (const type of file.data.__schema.types) {
    for (const field of type.fields ?? []) {
      if (!field.isProtected) continue;
      const entry = at(`${type.name}.${field.name}`);
      entry.protected = true;
      if (field.protectedContent !== null) entry.content = field.protectedContent;
    }
  }
  return Object.fromEntries([...access].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const [source, target] = process.argv.slice(2);
if (source === undefined || target === undefined) {
  console.error("usage: node scripts/derive-access.ts <introspection.json.gz> <target.json.gz>");
  process.exit(2);
}
const access = accessOf(Introspection.parse(JSON.parse(gunzipSync(readFileSync(source)).toString())));
const packed = gzipSync(JSON.stringify(access), { level: 9 });
writeFileSync(target, packed);
console.log(`${String(Object.keys(access).length)} entries, ${(packed.length / 1024).toFixed(1)} KB`);
