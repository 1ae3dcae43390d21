/** The shop, the app in it, bulk operations and webhook subscriptions as the Admin API shows them. */
import { periodEnd, type AppSubscription } from "../../state/app-subscriptions.ts";
import { gid } from "../../state/ids.ts";
import type { BulkOperation, Installation, Shop, WebhookSubscription } from "../../state/shop.ts";
import type { AppIdentity } from "../../state/world.ts";
import { accessDenied } from "../access.ts";
import { pageById, type PageArgs } from "../connections.ts";
import { accepting, own, PAGE_ARGS, type Fields, type ResolverTable } from "../context.ts";
import type { Money } from "../money.ts";
import { search } from "../search.ts";
import { topicEnum } from "../topics.ts";
import { metafieldFields } from "./values.ts";

const shop: Fields<Shop> = {
  ...own<Shop>("name", "email", "ianaTimezone", "plan", "createdAt", "updatedAt"),
  ...metafieldFields<Shop>((each) => each.metafields.get(gid("Shop", each.id)) ?? []),
  id: (each) => gid("Shop", each.id),
  myshopifyDomain: (each) => each.domain,
  currencyCode: (each) => each.currency,
  customerAccountsV2: (each) => each,
};

const customerAccounts: Fields<Shop> = { customerAccountsVersion: (each) => each.customerAccounts };

const checkoutProfile: Fields<Shop["checkoutProfile"]> = {
  id: (each) => gid("CheckoutProfile", each.id),
  isPublished: () => true,
  typOspPagesActive: (each) => each.pagesTakeExtensions,
};

/** The schema names no scope for it, only "access to the checkout and accounts editor". */
export const checkoutProfileQueries: Fields<unknown> = {
  checkoutProfiles: accepting<unknown, PageArgs & { query?: string | null }>(
    [...PAGE_ARGS, "query"],
    (_root, args, { shop: at }) => {
      if (!at.checkoutProfile.readable)
        throw accessDenied("checkoutProfiles", "access to the checkout and accounts editor.");
      return pageById(
        search([at.checkoutProfile], args.query, { is_published: { kind: "word", of: () => ["true"] } }),
        args,
      );
    },
  ),
};

const installation: Fields<Installation> = {
  ...metafieldFields<Installation>((each, { shop: at }) => at.metafields.get(gid("AppInstallation", each.id)) ?? []),
  id: (each) => gid("AppInstallation", each.id),
  accessScopes: (each) => [...each.scopes].sort(),
  app: (_each, _args, { world }) => world.app,
  activeSubscriptions: (_each, _args, { shop: at }) => at.appSubscriptions.filter(({ status }) => status === "ACTIVE"),
  allSubscriptions: accepting<Installation, PageArgs & { sortKey?: string }>(
    [...PAGE_ARGS, "sortKey"],
    (_each, args, { shop: at }) => pageById(at.appSubscriptions, args),
  ),
};

const appSubscription: Fields<AppSubscription> = {
  ...own<AppSubscription>("status", "createdAt", "trialDays"),
  id: (each) => gid("AppSubscription", each.id),
  name: (each) => each.plan.name,
  test: () => false,
  currentPeriodEnd: (each, _args, { world }) => (each.status === "ACTIVE" ? periodEnd(each, world.clock.now()) : null),
  lineItems: (each) => [each],
};

/** The Admin API tells of the recurring price alone: meters of a listing are not in it. */
const lineItem: Fields<AppSubscription> = { plan: (each) => each };
const linePlan: Fields<AppSubscription> = {
  pricingDetails: ({ plan }) => ({
    type: "AppRecurringPricing",
    planHandle: plan.handle,
    interval: "EVERY_30_DAYS",
    price: { minor: plan.monthlyCents, currency: "USD" },
  }),
};

const app: Fields<AppIdentity> = {
  id: (each) => gid("App", each.id),
  apiKey: (each) => each.apiKey,
  handle: () => "entrega",
};

const bulkOperation: Fields<BulkOperation> = {
  ...own<BulkOperation>("query", "status", "errorCode", "createdAt", "completedAt", "objectCount", "rootObjectCount"),
  id: (each) => gid("BulkOperation", each.id),
  type: () => "QUERY",
  fileSize: (each) => (each.jsonl === null ? null : Buffer.byteLength(each.jsonl)),
  partialDataUrl: () => null,
  url: (each, _args, { devShopUrl }) =>
    each.status === "COMPLETED" && each.objectCount > 0
      ? `${devShopUrl}/_devshop/bulk/${each.id}/${each.resultToken}.jsonl`
      : null,
};

const webhookSubscription: Fields<WebhookSubscription> = {
  ...own<WebhookSubscription>("uri", "includeFields", "filter", "name", "createdAt", "updatedAt"),
  id: (each) => gid("WebhookSubscription", each.id),
  legacyResourceId: (each) => each.id,
  topic: (each) => topicEnum(each.topic),
  format: () => "JSON",
};

export const shopTypes: ResolverTable = {
  Shop: shop,
  CustomerAccountsV2: customerAccounts,
  CheckoutProfile: checkoutProfile,
  ShopPlan: own<Shop["plan"]>("publicDisplayName", "partnerDevelopment", "shopifyPlus"),
  AppInstallation: installation,
  AppSubscription: appSubscription,
  AppSubscriptionLineItem: lineItem,
  AppPlanV2: linePlan,
  AppRecurringPricing: own<{ planHandle: string; interval: string; price: Money }>("planHandle", "interval", "price"),
  AccessScope: { handle: (scope: string) => scope },
  App: app,
  BulkOperation: bulkOperation,
  WebhookSubscription: webhookSubscription,
  Job: {
    id: (job: { id: string }) => gid("Job", job.id),
    done: () => true,
  },
};
