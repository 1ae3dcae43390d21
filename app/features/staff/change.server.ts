import { z } from "zod";
import type { ShopId } from "../../core/ids.ts";
import { readId } from "../../core/ids.ts";
import { ROLES } from "../../core/permissions.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { tell } from "../audit/public.server.ts";
import { roleRefusal, type RoleRefusal } from "./domain/lock-out.ts";
import { erasePerson, readMembers, readNewcomerRole, writeNewcomerRole, writeRole } from "./store.server.ts";

const user = z.string().refine((text) => readId(text) !== undefined);
const role = z.enum(ROLES);

/** What a manager does on the page: gives somebody a role, says what newcomers are, erases the name of somebody who has left. */
export const staffActionSchema = z.discriminatedUnion("do", [
  z.object({ do: z.literal("role"), user, role }),
  z.object({ do: z.literal("newcomers"), role }),
  z.object({ do: z.literal("forget"), user }),
]);
type StaffAction = z.infer<typeof staffActionSchema>;

export type StaffOutcome =
  | { readonly status: "changed" | "newcomersChanged" | "forgotten" }
  | { readonly status: "refused"; readonly code: RoleRefusal | "yourself" };

/** Does it. `who`: Shopify's number of the staff member who asks. */
export async function changeStaff(shopId: ShopId, action: StaffAction, who: string, now: Date): Promise<StaffOutcome> {
  return inShop(shopId, async (tx) => {
    switch (action.do) {
      case "role":
        return giveRole(tx, action, who, now);
      case "newcomers": {
        const before = await readNewcomerRole(tx);
        await writeNewcomerRole(tx, action.role, who, now);
        await tell(tx, { code: "staff.newcomers", data: { before, after: action.role }, who }, now);
        return { status: "newcomersChanged" };
      }
      case "forget":
        // Their next click would only write the name down again.
        if (action.user === who) return { status: "refused", code: "yourself" };
        if (!(await erasePerson(tx, action.user))) return { status: "refused", code: "gone" };
        await tell(tx, { code: "staff.forgotten", subject: `staff:${action.user}`, who }, now);
        return { status: "forgotten" };
    }
  });
}

/** Everybody's row is locked meanwhile: of two managers who narrow each other at once, the second is refused. */
async function giveRole(
  tx: ShopTx,
  { user: userId, role: given }: Extract<StaffAction, { do: "role" }>,
  who: string,
  now: Date,
): Promise<StaffOutcome> {
  const all = await readMembers(tx, { locked: true });
  const code = roleRefusal(all, userId, given);
  if (code !== null) return { status: "refused", code };
  const before = all.find((each) => each.userId === userId)?.role;
  await writeRole(tx, userId, given);
  await tell(tx, { code: "staff.role", subject: `staff:${userId}`, data: { before, after: given }, who }, now);
  return { status: "changed" };
}
