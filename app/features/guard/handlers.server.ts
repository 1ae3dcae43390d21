import { SHARES, type GuardEffectKind } from "../../core/effects.ts";
import { fromGid, toGid, type ProductId } from "../../core/ids.ts";
import type { AdminClient } from "../../platform/admin-api/client.server.ts";
import {
  PublishProductDocument,
  ReadPoliciesDocument,
  ReadPublicationsDocument,
  SetPoliciesDocument,
  UnpublishProductDocument,
} from "../../platform/admin-api/operations.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import type { EffectInputs } from "../intents/domain/intent.ts";
import type { EffectHandler } from "../intents/public.server.ts";
import { formersOf, keepFormers, refuseClaims, settleClaims } from "./claims.server.ts";
import { toClose, toOpen, type Came, type Thing } from "./domain/claim.ts";

const SHARE = { share: SHARES.stopHarm } as const;
/** Each input has one list, whose ids are of one kind. */
type IdOf<Kind extends GuardEffectKind> = EffectInputs[Kind]["ids"][number];

interface Change<Id> {
  readonly id: Id;
  /** As it was before it was closed. */
  readonly former: string;
}

/** How a kind of thing is read and written in Shopify. */
interface Shelf<Id extends string> {
  readonly thing: Thing;
  /** As domain/claim.ts has it: empty when closed; things that are not there are left out. */
  readonly read: (admin: AdminClient, productId: ProductId, ids: readonly Id[]) => Promise<ReadonlyMap<string, string>>;
  /** Returns the codes of a refusal; none when it was done. */
  readonly write: (
    admin: AdminClient,
    productId: ProductId,
    way: "close" | "open",
    changes: readonly Change<Id>[],
  ) => Promise<readonly string[]>;
}

/** productVariantsBulkUpdate: a variant that nothing is left of cannot be bought; opened, it can again. */
export const policyHandler = guarding("variant.policy", {
  thing: "variant",
  async read(admin, _productId, ids) {
    const { nodes } = await admin.request(
      ReadPoliciesDocument,
      { ids: ids.map((id) => toGid("ProductVariant", id)) },
      SHARE,
    );
    return new Map(
      nodes.flatMap((node) =>
        node !== null && "inventoryPolicy" in node
          ? [[fromGid("ProductVariant", node.id), node.inventoryPolicy === "DENY" ? "" : node.inventoryPolicy] as const]
          : [],
      ),
    );
  },
  async write(admin, productId, way, changes) {
    const inventoryPolicy = way === "close" ? ("DENY" as const) : ("CONTINUE" as const);
    const data = await admin.request(
      SetPoliciesDocument,
      {
        productId: toGid("Product", productId),
        variants: changes.map(({ id }) => ({ id: toGid("ProductVariant", id), inventoryPolicy })),
      },
      SHARE,
    );
    return (data.productVariantsBulkUpdate?.userErrors ?? []).map(({ code }) => code ?? "unknown");
  },
});

/** publishablePublish and publishableUnpublish: a product that nothing is left of leaves its channels; it comes back with the date it had. */
export const publicationHandler = guarding("product.publication", {
  thing: "publication",
  async read(admin, productId, ids) {
    const { product } = await admin.request(ReadPublicationsDocument, { id: toGid("Product", productId) }, SHARE);
    if (!product) return new Map();
    const dates = new Map(
      product.resourcePublicationsV2.nodes.map(({ publication, publishDate }) => [
        fromGid("Publication", publication.id),
        publishDate ?? new Date(0).toISOString(),
      ]),
    );
    return new Map(ids.map((id) => [id, dates.get(id) ?? ""]));
  },
  async write(admin, productId, way, changes) {
    const id = toGid("Product", productId);
    const input = changes.map(({ id: publication, former }) => ({
      publicationId: toGid("Publication", publication),
      ...(way === "open" && { publishDate: former }),
    }));
    if (way === "close") {
      const data = await admin.request(UnpublishProductDocument, { id, input }, SHARE);
      return (data.publishableUnpublish?.userErrors ?? []).map(() => "refused");
    }
    const data = await admin.request(PublishProductDocument, { id, input }, SHARE);
    return (data.publishablePublish?.userErrors ?? []).map(() => "refused");
  },
});

/**
 * What the two have in common. Read before write: what is as wanted is left alone, and what it was is stored before it is changed. That makes an attempt
 * after a lost answer the same as the first one, so nothing is looked up apart. Between read and write the merchant has a quarter of a second to be
 * overtaken: Shopify compares neither policies nor publications.
 */
function guarding<Kind extends GuardEffectKind>(
  kind: Kind,
  { thing, read, write }: Shelf<IdOf<Kind>>,
): EffectHandler<Kind> {
  return {
    kind,
    async act({ shopId, admin }, { intentId, input, tries }) {
      const { productId, way } = input;
      const ids: readonly IdOf<Kind>[] = input.ids;
      const formers = await inShop(shopId, (tx) => formersOf(tx, productId, thing, ids));
      const now = await read(admin, productId, ids);
      const found = ids.map((id) => ({ id, now: now.get(id), former: formers.get(id) ?? "" }));
      const work = way === "close" ? toClose(found) : toOpen(found, tries > 0);
      const changes = ids.flatMap((id) =>
        work.write.filter((each) => each.id === id).map(({ former }) => ({ id, former })),
      );
      if (changes.length > 0) {
        if (way === "close") await inShop(shopId, (tx) => keepFormers(tx, intentId, thing, changes));
        const codes = await write(admin, productId, way, changes);
        if (codes.length > 0) return { status: "refused", codes };
      }
      return { status: "done", outcome: { came: work.outcome } };
    },
    lookUp: () => Promise.resolve({ status: "notDone" }),
    async settled(tx, { intentId, input: { productId, way } }, outcome, now) {
      const { came } = outcome as { readonly came: Readonly<Record<string, Came>> };
      await settleClaims(tx, intentId, { productId, thing, way }, came, now);
    },
    async refused(tx, { intentId, input: { productId } }, codes, now) {
      await refuseClaims(tx, intentId, productId, codes[0] ?? "unknown", now);
    },
  };
}
