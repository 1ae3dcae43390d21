import { config } from "../config.server.ts";
import type { ShopId } from "../core/ids.ts";
export const queue = (shop: ShopId) => `${shop}${config.port}`;
