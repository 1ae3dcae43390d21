/** Access scopes and protected customer data, checked for every field. */
import { GraphQLError } from "graphql";
import type { AdminSchema } from "./schema.ts";

/** Throws ACCESS_DENIED, in Shopify's shape, when the granted scopes do not meet the rule of the type or field `key`. */
export function checkScopes(admin: AdminSchema, key: string, fieldName: string, granted: ReadonlySet<string>): void {
  const missing = admin.access.get(key)?.scopes?.find((group) => !group.some((scope) => granted.has(scope)));
  if (missing !== undefined) throw scopeMissing(fieldName, missing);
}

/** ACCESS_DENIED in Shopify's shape. */
export function scopeMissing(fieldName: string, anyOf: readonly string[]): GraphQLError {
  return accessDenied(fieldName, `${anyOf.map((scope) => `\`${scope}\` access scope`).join(" or ")}.`);
}

/** The same for what no scope gives; `required` ends with a full stop. */
export function accessDenied(fieldName: string, required: string): GraphQLError {
  return new GraphQLError(`Access denied for ${fieldName} field. Required access: ${required}`, {
    extensions: {
      code: "ACCESS_DENIED",
      documentation: "https://shopify.dev/api/usage/access-scopes",
      requiredAccess: required,
    },
  });
}

/** Throws ACCESS_DENIED when the field is protected customer data and Shopify has not approved the app for it. */
export function checkProtected(admin: AdminSchema, key: string, fieldName: string, approved: boolean): void {
  if (approved || admin.access.get(key)?.protected !== true) return;
  throw new GraphQLError(
    `This app is not approved to use the ${fieldName} field. ` +
      "See https://shopify.dev/docs/apps/launch/protected-customer-data for more details.",
    { extensions: { code: "ACCESS_DENIED", documentation: "https://shopify.dev/api/usage/access-scopes" } },
  );
}
