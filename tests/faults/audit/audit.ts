/**
 * The auditor: compares what the dev shop knows with what the app's database says, after the app's processes have ended. It shares no code with
 * the app, only the names of tables and columns: an error in the app cannot hide itself here.
 */
import type { Carrier } from "../../devshop/carrier/carrier.ts";
import type { ShopBook } from "./book.ts";
import { auditEffects, auditLabels } from "./effects.ts";
import type { Database, Finding } from "./finding.ts";
import { auditMirror } from "./mirror.ts";
import { auditStandstill } from "./standstill.ts";
import { auditWebhooks } from "./webhooks.ts";

/** Everything that is not as it must be; empty when nothing was lost, nothing done twice and nothing is stuck. `asOf`: see auditStandstill. */
export async function audit(
  database: Database,
  books: readonly ShopBook[],
  carrier: Carrier,
  asOf: Date,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const book of books) {
    const { rows } = await database.query<{ id: string }>("select id from shop where domain = $1", [book.shop.domain]);
    const [shop] = rows;
    if (shop === undefined) findings.push({ what: "mirror differs", detail: `${book.shop.domain} is unknown` });
    else
      findings.push(
        ...(await auditWebhooks(database, shop.id, book)),
        ...(await auditMirror(database, shop.id, book)),
        ...(await auditEffects(database, shop.id, book)),
      );
  }
  return [...findings, ...(await auditLabels(database, carrier)), ...(await auditStandstill(database, asOf))];
}
