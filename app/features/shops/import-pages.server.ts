import { SHARES } from "../../core/effects.ts";
import type { AdminClient } from "../../platform/admin-api/client.server.ts";
import {
  AllLocationsDocument,
  ShopIdentityDocument,
  type LocationFieldsFragment,
} from "../../platform/admin-api/operations.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { assertLease, keepLease, type Lease } from "../../platform/lanes.server.ts";
import { beginRead } from "../../platform/read-number.server.ts";
import { mirrorLocations } from "../inventory/public.server.ts";
import { markUnseen } from "./import-aftermath.server.ts";
import { storeProfile } from "./profile.server.ts";
import { runBegun, runDone, runProgressed } from "./import-runs.server.ts";

/** Reads who the shop is. */
export async function importShop(lease: Lease, admin: AdminClient, now: Date): Promise<void> {
  const read = await beginRead(now);
  await inShop(lease.shopId, async (tx) => {
    await assertLease(tx, lease);
    await runBegun(tx, "shop", read);
  });
  const identity = await admin.request(ShopIdentityDocument, {}, { share: SHARES.people });
  await inShop(lease.shopId, async (tx) => {
    await assertLease(tx, lease);
    await storeProfile(tx, identity, now);
    await runProgressed(tx, "shop", read, 1);
    await runDone(tx, "shop", read, now);
  });
}

/** All locations, page by page; a few pages even for the largest shops, so a broken run simply begins again. */
export async function importLocations(lease: Lease, admin: AdminClient, now: Date): Promise<void> {
  const read = await beginRead(now);
  await inShop(lease.shopId, async (tx) => {
    await assertLease(tx, lease);
    await runBegun(tx, "locations", read);
  });
  let done = 0;
  for await (const nodes of locationPages(admin)) {
    await keepLease(lease);
    done += nodes.length;
    await inShop(lease.shopId, async (tx) => {
      await assertLease(tx, lease);
      await mirrorLocations(tx, nodes, read);
      await runProgressed(tx, "locations", read, done);
    });
  }
  await markUnseen(lease, "locations", read, now);
  await inShop(lease.shopId, async (tx) => {
    await assertLease(tx, lease);
    await runDone(tx, "locations", read, now);
  });
}

async function* locationPages(admin: AdminClient): AsyncGenerator<readonly LocationFieldsFragment[]> {
  let after: string | null = null;
  do {
    const { locations }: { locations: Page } = await admin.request(
      AllLocationsDocument,
      { after },
      { share: SHARES.people },
    );
    yield locations.nodes;
    after = locations.pageInfo.hasNextPage ? locations.pageInfo.endCursor : null;
  } while (after !== null);
}

interface Page {
  readonly nodes: readonly LocationFieldsFragment[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
