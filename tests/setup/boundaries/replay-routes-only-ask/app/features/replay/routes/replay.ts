import { requireAdmin } from "../../../shell/require-admin.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { page } from "../page.server.ts";
export const loader = [requireAdmin, inShop, page];
