import type { ShopId } from "../../core/ids.ts";
import { batchOf, CSV_BATCH, csvStream } from "../../platform/csv-stream.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { shopProfile } from "../shops/public.server.ts";
import { namesOfStaff } from "../staff/public.server.ts";
import type { AuditFilter, AuditPlace } from "./domain/filter.ts";
import { areaOf, type ActCode } from "./domain/acts.ts";
import { auditFrom, listAudit, placeOf, readDistinct } from "./list.server.ts";
import { actOf, detailsOf, fieldOf, subjectOf, whoOf, writingIn, type AuditTexts } from "./words.ts";

/** One page of the log, with the people and the acts that there are to choose from. */
export async function auditPage(shopId: ShopId, filter: AuditFilter, place: AuditPlace | null) {
  const { timezone } = await shopProfile(shopId);
  return inShop(shopId, async (tx) => ({
    page: await listAudit(tx, filter, place, timezone),
    names: await namesOfStaff(tx),
    people: await readDistinct(tx, "who"),
    codes: (await readDistinct(tx, "code")).filter(
      (code) => filter.area === null || areaOf(code as ActCode) === filter.area,
    ),
  }));
}

const COLUMNS = ["at", "who", "role", "permission", "area", "act", "subject", "details", "page", "seq"] as const;

/** Everything of the filter as CSV, in the list's order. */
export async function auditCsv(
  shopId: ShopId,
  filter: AuditFilter,
  t: AuditTexts,
  locale: string,
): Promise<ReadableStream<Uint8Array>> {
  const { timezone, currency } = await shopProfile(shopId);
  const names = await inShop(shopId, namesOfStaff);
  const writing = writingIn(t, locale, currency);
  return csvStream<AuditPlace>(
    COLUMNS.map((column) => t(`audit:column.${column}`)),
    async (place) =>
      batchOf(
        await inShop(shopId, (tx) => auditFrom(tx, filter, place, CSV_BATCH, timezone)),
        ({ seq, at, who, role, permission, area, code, subject, data, page }) => [
          at,
          whoOf(t, who, names),
          role === "" ? "" : t(`shell:role.${role}.name`),
          permission === "" ? "" : t(`shell:permission.${permission}`),
          t(`audit:area.${area}` as "audit:area.orders"),
          actOf(t, code),
          subjectOf(t, code, subject),
          detailsOf(data, writing)
            .map(({ field, before, after }) =>
              `${fieldOf(t, field)}: ${before === null ? "" : `${before} → `}${after}`.trim(),
            )
            .join("; "),
          page,
          seq,
        ],
        (last): AuditPlace => ({ side: "after", ...placeOf(last, filter) }),
      ),
  );
}
