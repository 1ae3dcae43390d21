import { z } from "zod";
import type { ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { tell } from "../audit/public.server.ts";
import { CHECKS } from "./domain/checks.ts";
import { STEPS } from "./domain/steps.ts";
import { askForLook } from "./look.server.ts";

/** What a person does on the page: a step or a check is left out or brought back, or everything is looked at again. */
export const setupActionSchema = z.discriminatedUnion("do", [
  z.object({ do: z.literal("skip"), what: z.enum([...STEPS, ...CHECKS]) }),
  z.object({ do: z.literal("bringBack"), what: z.enum([...STEPS, ...CHECKS]) }),
  z.object({ do: z.literal("look") }),
]);
type SetupAction = z.infer<typeof setupActionSchema>;

export interface SetupOutcome {
  readonly status: "skipped" | "broughtBack" | "looking";
}

/** Does it. `who`: Shopify's number of the staff member. */
export async function changeSetup(shopId: ShopId, action: SetupAction, who: string, now: Date): Promise<SetupOutcome> {
  return inShop(shopId, async (tx) => {
    switch (action.do) {
      case "skip":
        if (
          (await tx.run(
            "insert into setup_skip (shop_id, what, skipped_at, skipped_by) values ($1, $2, $3, $4) on conflict do nothing",
            [tx.shopId, action.what, now, who],
          )) > 0
        )
          await tell(tx, { code: "setup.skipped", subject: action.what, who }, now);
        return { status: "skipped" };
      case "bringBack":
        if ((await tx.run("delete from setup_skip where shop_id = $1 and what = $2", [tx.shopId, action.what])) > 0)
          await tell(tx, { code: "setup.brought_back", subject: action.what, who }, now);
        return { status: "broughtBack" };
      case "look":
        await askForLook(tx, now);
        return { status: "looking" };
    }
  });
}
