import type { LoaderFunctionArgs } from "@remix-run/node";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { DEFINED_LISTS, readChoices, SERVED_LISTS } from "../choices.server.ts";
import { metafieldChoices } from "../metafield-choices.server.ts";

/** What can be chosen from one of the shop's lists: `?list=vendors&q=aca`. */
export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ shopId }) => {
    const { searchParams } = new URL(request.url);
    const search = (searchParams.get("q") ?? "").slice(0, 100);
    const defined = DEFINED_LISTS.find((each) => each === searchParams.get("list"));
    if (defined !== undefined) return metafieldChoices(shopId, defined, search);
    const list = SERVED_LISTS.find((each) => each === searchParams.get("list"));
    if (list === undefined) throw new Response(null, { status: 404 });
    return inShop(shopId, (tx) => readChoices(tx, list, search));
  });
}
