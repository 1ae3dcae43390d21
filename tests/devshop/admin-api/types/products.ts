/** Products and their variants as the Admin API shows them. */
import { ONLINE_STORE, type Product, type ProductVariant, type Publication } from "../../state/catalog.ts";
import { digitsOf, gid } from "../../state/ids.ts";
import { isPublished, publicationsOf, type ResourcePublication } from "../../state/sales-channels.ts";
import type { Shop } from "../../state/shop.ts";
import { stockOf } from "../../state/stock.ts";
import { accepting, notModelled, own, PAGE_ARGS, type Fields, type ResolverTable } from "../context.ts";
import { page, pageById, type PageArgs, type SortKey } from "../connections.ts";
import { fixedText } from "../money.ts";
import { search, type SearchFields } from "../search.ts";
import { metafieldFields } from "./values.ts";

interface ListArgs extends PageArgs {
  query?: string | null;
  sortKey?: string;
}

const LIST_ARGS = [...PAGE_ARGS, "query", "sortKey"];

function variantsOf(shop: Shop, each: Product): ProductVariant[] {
  return each.variantIds.flatMap((id) => shop.variants.get(id) ?? []);
}

/** Since when it is in the online store, or null while it is not. */
function onlineDate(shop: Shop, each: Product): Date | null {
  const online = publicationsOf(shop, each).find(({ publication: { name } }) => name === ONLINE_STORE);
  return online?.publishDate ?? null;
}

const product: Fields<Product> = {
  ...own<Product>("title", "handle", "vendor", "productType", "status", "tags", "createdAt", "updatedAt"),
  ...metafieldFields<Product>((each, { shop }) => shop.metafields.get(gid("Product", each.id)) ?? []),
  id: (each) => gid("Product", each.id),
  legacyResourceId: (each) => each.id,
  publishedAt: (each, _args, { shop }) => onlineDate(shop, each),
  publishedOnPublication: accepting<Product, { publicationId: string }>(
    ["publicationId"],
    (each, { publicationId }, { shop, world }) => {
      const id = digitsOf("Publication", publicationId);
      return publicationsOf(shop, each).some((one) => one.publication.id === id && isPublished(one, world.clock.now()));
    },
  ),
  resourcePublicationsV2: accepting<Product, PageArgs & { onlyPublished?: boolean }>(
    [...PAGE_ARGS, "onlyPublished"],
    (each, args, { shop, world }) => {
      const shown = publicationsOf(shop, each).filter(
        (one) => args.onlyPublished === false || isPublished(one, world.clock.now()),
      );
      return page(shown, args, ({ publication: { id } }) => ({ value: id, id }));
    },
  ),
  unpublishedPublications: accepting<Product, PageArgs>(PAGE_ARGS, (each, args, { shop }) =>
    pageById(
      [...shop.publications.values()].filter(({ id }) => !each.publishedAt.has(id)),
      args,
    ),
  ),
  totalInventory: (each, _args, { shop }) =>
    variantsOf(shop, each).reduce(
      (sum, one) => sum + (shop.items.get(one.itemId)?.tracked === true ? stockOf(shop, one.itemId) : 0),
      0,
    ),
  variants: accepting<Product, PageArgs>(PAGE_ARGS, (each, args, { shop }) => pageById(variantsOf(shop, each), args)),
};

const variant: Fields<ProductVariant> = {
  ...own<ProductVariant>("title", "sku", "barcode", "position", "inventoryPolicy", "createdAt", "updatedAt"),
  ...metafieldFields<ProductVariant>((each, { shop }) => shop.metafields.get(gid("ProductVariant", each.id)) ?? []),
  id: (each) => gid("ProductVariant", each.id),
  legacyResourceId: (each) => each.id,
  price: (each, _args, { shop }) => fixedText({ minor: each.priceMinor, currency: shop.currency }),
  product: (each, _args, { shop }) => shop.products.get(each.productId),
  inventoryItem: (each, _args, { shop }) => shop.items.get(each.itemId),
  inventoryQuantity: (each, _args, { shop }) => stockOf(shop, each.itemId),
};

const publication: Fields<Publication> = {
  ...own<Publication>("name", "autoPublish"),
  id: (each) => gid("Publication", each.id),
  supportsFuturePublishing: (each) => each.name === ONLINE_STORE,
  catalog: (each) => ({ type: "AppCatalog", publication: each }),
};

interface AppCatalog {
  readonly publication: Publication;
}

const appCatalog: Fields<AppCatalog> = {
  id: (each) => gid("AppCatalog", each.publication.id),
  title: (each) => each.publication.name,
  status: () => "ACTIVE",
};

const resourcePublication: Fields<ResourcePublication> = {
  ...own<ResourcePublication>("publication", "publishDate"),
  publishable: (each) => each.product,
  isPublished: (each, _args, { world }) => isPublished(each, world.clock.now()),
};

export const productTypes: ResolverTable = {
  Product: product,
  ProductVariant: variant,
  Publication: publication,
  AppCatalog: appCatalog,
  ResourcePublicationV2: resourcePublication,
};

const given = (value: string | null) => (value === null ? [] : [value]);

const PRODUCT_SEARCH = (shop: Shop): SearchFields<Product> => ({
  id: { kind: "id", of: (each) => each.id },
  title: { kind: "word", of: (each) => [each.title] },
  handle: { kind: "word", of: (each) => [each.handle] },
  status: { kind: "word", of: (each) => [each.status] },
  vendor: { kind: "word", of: (each) => [each.vendor] },
  product_type: { kind: "word", of: (each) => [each.productType] },
  tag: { kind: "word", of: (each) => each.tags },
  sku: { kind: "word", of: (each) => variantsOf(shop, each).flatMap((one) => given(one.sku)) },
  barcode: { kind: "word", of: (each) => variantsOf(shop, each).flatMap((one) => given(one.barcode)) },
  created_at: { kind: "time", of: (each) => each.createdAt },
  updated_at: { kind: "time", of: (each) => each.updatedAt },
});

const VARIANT_SEARCH = (shop: Shop): SearchFields<ProductVariant> => {
  const productOf = (each: ProductVariant) => shop.products.get(each.productId);
  return {
    id: { kind: "id", of: (each) => each.id },
    product_id: { kind: "id", of: (each) => each.productId },
    sku: { kind: "word", of: (each) => given(each.sku) },
    barcode: { kind: "word", of: (each) => given(each.barcode) },
    product_status: { kind: "word", of: (each) => given(productOf(each)?.status ?? null) },
    vendor: { kind: "word", of: (each) => given(productOf(each)?.vendor ?? null) },
    product_type: { kind: "word", of: (each) => given(productOf(each)?.productType ?? null) },
    tag: { kind: "word", of: (each) => productOf(each)?.tags ?? [] },
    updated_at: { kind: "time", of: (each) => each.updatedAt },
  };
};

function productSort(key = "ID"): (each: Product) => SortKey {
  switch (key) {
    case "ID":
      return ({ id }) => ({ value: id, id });
    case "TITLE":
      return ({ title, id }) => ({ value: title, id });
    case "CREATED_AT":
      return ({ createdAt, id }) => ({ value: createdAt.toISOString(), id });
    case "UPDATED_AT":
      return ({ updatedAt, id }) => ({ value: updatedAt.toISOString(), id });
    default:
      throw notModelled(`products sorted by ${key}`);
  }
}

/** The lists of the query root. */
export const productLists: Fields<unknown> = {
  products: accepting<unknown, ListArgs>(LIST_ARGS, (_root, args, { shop }) =>
    page(search(shop.products.values(), args.query, PRODUCT_SEARCH(shop)), args, productSort(args.sortKey)),
  ),
  productVariants: accepting<unknown, ListArgs>([...PAGE_ARGS, "query"], (_root, args, { shop }) =>
    pageById(search(shop.variants.values(), args.query, VARIANT_SEARCH(shop)), args),
  ),
  publications: accepting<unknown, PageArgs & { catalogType?: string | null }>(
    [...PAGE_ARGS, "catalogType"],
    (_root, args, { shop }) => {
      if (args.catalogType != null && args.catalogType !== "APP")
        throw notModelled(`publications of type ${args.catalogType}`);
      return pageById(shop.publications.values(), args);
    },
  ),
};
