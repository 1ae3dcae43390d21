/** Shops full of customers' data, privacy requests about them, and the lane that does them. */
import { randomInt } from "node:crypto";
import { parseId, type OrderId, type ShopId } from "../../app/core/ids.ts";
import type { OrderPerson } from "../../app/features/orders/domain/person.ts";
import type { ComplianceTopic } from "../../app/features/shops/domain/compliance.ts";
import type { Shop } from "../devshop/state/shop.ts";
import { fillEverything, tenantColumns, type Customer } from "./one-of-everything.ts";
import { adminRequest, newShop, startShopify } from "./shops-setup.ts";

export const NOW = new Date("2026-11-21T12:00:00Z");

export interface Installed {
  readonly shop: Shop;
  readonly shopId: ShopId;
}

/** A customer with a row in every table of the shop. */
export interface Known extends Customer {
  readonly orderId: OrderId;
  readonly email: string;
}

export const personOf = (name: string, email: string): OrderPerson => ({
  email,
  phone: "+34 600 100 200",
  name: `${name} Prueba`,
  address1: "Calle Mayor 1",
  address2: null,
  city: "Toledo",
  provinceCode: "TO",
  zip: "45001",
  countryCode: "ES",
});

const modules = async () => ({
  ...(await import("../../app/shopify.server.ts")),
  ...(await import("../../app/features/shops/public.server.ts")),
  ...(await import("../../app/features/orders/person.server.ts")),
  ...(await import("../../app/platform/db/in-shop.server.ts")),
  ...(await import("../../app/platform/db/pool.server.ts")),
  ...(await import("../../app/platform/files.server.ts")),
  ...(await import("../../app/platform/lanes.server.ts")),
});

export async function openPrivacy() {
  const devshop = await startShopify();
  const app = await modules();
  let nextId = 9_007_199_254_750_000n + BigInt(randomInt(1_000_000)) * 1000n;
  let webhooks = 0;

  return {
    app,
    devshop,
    async close() {
      await devshop.close();
      await app.sqlPool.end();
    },

    async opened(shop = newShop(devshop)): Promise<Installed> {
      devshop.installer.install(shop);
      await app.shopify.authenticate.admin(adminRequest(devshop, shop));
      const shopId = await app.shopIdOf(shop.domain);
      if (shopId === undefined) throw new Error("not installed");
      return { shop, shopId };
    },

    /** Fills every table, with a person that can be opened and a label. */
    async customerIn({ shopId }: Installed, name: string): Promise<Known> {
      const orderId = parseId<OrderId>(String(++nextId));
      const customer = {
        customerId: String(++nextId),
        orderId,
        marker: `marker-${name}`,
        email: `${name}@example.com`,
      };
      await app.inShop(shopId, async (tx) => {
        await fillEverything(tx, customer, NOW);
        await tx.run("delete from order_person where shop_id = $1 and order_id = $2", [shopId, orderId]);
        await tx.run("delete from order_word where shop_id = $1 and order_id = $2", [shopId, orderId]);
        await app.storePersons(tx, [{ orderId, placedAt: NOW, person: personOf(name, customer.email) }]);
        await app.replaceFile(tx, {
          owner: `parcel:${orderId}`,
          contentType: "application/pdf",
          bytes: Buffer.from(`label for ${name}`),
          createdAt: NOW,
          deleteAfter: null,
        });
      });
      return customer;
    },

    async receive({ shop }: Installed, topic: ComplianceTopic, body: unknown, webhookId = `wh-${++webhooks}`) {
      return app.receiveCompliance({ domain: shop.domain, topic, webhookId, body, receivedAt: NOW });
    },

    /** One turn of the long lane; the import finds nothing to do. */
    async work({ shopId }: Installed): Promise<void> {
      await app.inShop(shopId, (tx) => tx.run("update import_run set status = 'done' where shop_id = $1", [shopId]));
      const lease = await app.claimLane(shopId, "long");
      if (!lease) throw new Error("the lane is held");
      await app.runLong(lease, NOW);
      await app.finishLane(lease);
    },

    async uninstalled({ shop, shopId }: Installed): Promise<void> {
      devshop.installer.uninstall(shop);
      const at = new Date(Date.now() + 1000);
      await app.inShop(shopId, (tx) => app.shopFact(tx, { code: "shop.uninstalled", occurredAt: at }, at));
    },

    /** Rows of the shop by table, of tables that have any. */
    async population({ shopId }: Installed): Promise<Record<string, number>> {
      return app.inShop(shopId, async (tx) => {
        const counts: Record<string, number> = {};
        for (const table of new Set((await tenantColumns(tx)).map((column) => column.table))) {
          const [row] = await tx.rows<{ n: number }>(`select count(*)::int as n from "${table}" where shop_id = $1`, [
            shopId,
          ]);
          if (row && row.n > 0) counts[table] = row.n;
        }
        return counts;
      });
    },

    /** The requests received here, with what came of them. */
    async requestsOf({ shopId }: Installed) {
      return app.inShop(shopId, (tx) =>
        tx.rows<{
          topic: string;
          sealed: Buffer | null;
          done_at: Date | null;
          outcome: Record<string, number>;
          file_id: string | null;
        }>(
          "select topic, sealed, done_at, outcome, file_id from privacy_request where shop_id = $1 and webhook_id like 'wh-%' order by request_id",
          [shopId],
        ),
      );
    },
  };
}
