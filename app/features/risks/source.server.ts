import type { OrderId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { ContributedFact } from "./domain/public.ts";

/** Reads what a feature knows of these orders now. Those that count are listed in app/jobs.server.ts (`RISK_SOURCES`). */
export type RiskSource = (tx: ShopTx, orderIds: readonly OrderId[]) => Promise<readonly ContributedFact[]>;
