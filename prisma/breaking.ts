import type { Allowed } from "../scripts/migration-rules.ts";

const NOBODY_YET = "before the first release: the version before was never deployed";
const NO_ROWS_YET = "before the first release: an installation has no row of it yet";

/**
 * Migrations that would break the version before, or find no rows to change, and why they harm nobody (scripts/check-migrations.ts). After the first release a reason is of this form: "unused since
 * <migration or commit>, which was deployed a version before".
 */
export const BREAKING: Allowed = {
  "20261122062405_stock_entries": {
    "drop column stock_entry.after": NOBODY_YET,
    "drop column stock_entry.before": NOBODY_YET,
    "drop column stock_entry.ref": NOBODY_YET,
    "drop column stock_entry.state": NOBODY_YET,
    "require inventory_level.opened_at": NOBODY_YET,
    "require inventory_level.agreed_at": NOBODY_YET,
    "change rows of stock_entry": NO_ROWS_YET,
    "change rows of inventory_level": NO_ROWS_YET,
  },
  "20261122070608_order_refunds": { "drop column order_stock.restocked": NOBODY_YET },
  "20261123022000_packed_boxes": {
    "drop index parcel_shop_id_fulfillment_order_id_key": NOBODY_YET,
    "unique parcel": NOBODY_YET,
    "drop column pick_task.grams": NOBODY_YET,
    "change rows of parcel": NO_ROWS_YET,
  },
  "20261123080500_billing": { "change rows of effect_switch": NO_ROWS_YET },
  "20261123084500_ledger_names_nobody": { "change rows of order_event": NO_ROWS_YET },
};
