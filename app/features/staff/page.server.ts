import type { ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { foundStaff, pageOfStaff, type StaffFilter } from "./domain/list.ts";
import { roleRefusal } from "./domain/lock-out.ts";
import { readMembers, readNewcomerRole, type Member } from "./store.server.ts";

/** Somebody as the page shows them. Times are ISO 8601. `fixed`: why their role cannot be narrowed; null: it can. */
export type ShownMember = ReturnType<typeof shown>;

const shown = (member: Member, all: readonly Member[]) => ({
  ...member,
  firstSeenAt: member.firstSeenAt.toISOString(),
  lastSeenAt: member.lastSeenAt.toISOString(),
  fixed: roleRefusal(all, member.userId, "picker"),
});

/** One page of the people whom the shop knows, and what newcomers are. */
export async function staffPage(shopId: ShopId, filter: StaffFilter) {
  return inShop(shopId, async (tx) => {
    const all = await readMembers(tx);
    return {
      page: pageOfStaff(
        all.map((member) => shown(member, all)),
        filter,
      ),
      newcomer: await readNewcomerRole(tx),
    };
  });
}

/** Everybody of the filter, for a file. */
export async function staffRows(shopId: ShopId, filter: StaffFilter): Promise<readonly ShownMember[]> {
  return inShop(shopId, async (tx) => {
    const all = await readMembers(tx);
    return foundStaff(
      all.map((member) => shown(member, all)),
      filter,
    );
  });
}
