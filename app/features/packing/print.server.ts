import type { TFunction } from "i18next";
import type { ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import type { Locale } from "../../platform/i18n/locale.ts";
import { formatDay } from "../../platform/i18n/format.ts";
import { readFile } from "../../platform/files.server.ts";
import { tell } from "../audit/public.server.ts";
import { notePersonalRead, openPersons } from "../orders/public.server.ts";
import { taskCode } from "../picking/domain/public.ts";
import { shopProfile } from "../shops/public.server.ts";
import { askPrinter } from "./ask-printer.server.ts";
import type { PaperOrder } from "./domain/paper-order.ts";
import { pickListOf } from "./pick-list-of.ts";
import type { PaperDocument } from "./domain/print-job.ts";
import type { Print, PrintRequest } from "./domain/print-request.ts";
import { sheetsOf } from "./domain/sheets-of.ts";
import { SLIP_WORDS, slipLanguage } from "./domain/slip-words.ts";
import type { Slip } from "./domain/slip.ts";
import { addressLines } from "./address-lines.ts";
import { giftOf, returnsFor, type PaperSettings } from "./domain/paper-settings.ts";
import { zplOf, zplWidth } from "./domain/zpl.ts";
import { readPaperOrders } from "./paper-orders.server.ts";
import { notePrinted, type PrintedKind } from "./printed.server.ts";
import { paperSettings } from "./settings.server.ts";

/** Who prints, in which language. */
export interface Printer {
  readonly id: string;
  readonly name: string;
  readonly locale: Locale;
  readonly t: TFunction<"packing">;
}

export interface PrintedFile {
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** Which papers each print puts beside each other, order by order. */
const KINDS: Readonly<Record<Exclude<Print, "bins">, readonly PrintedKind[]>> = {
  slips: ["slip"],
  labels: ["label"],
  both: ["slip", "label"],
  pickList: ["pickList"],
  totes: ["tote"],
  addresses: ["address"],
};

/**
 * Prints: reads what is wanted, writes down what was printed and whose data was read, and draws it in the order of picking. Undefined: there is nothing to print
 * (no such orders, no labels yet, or labels of another kind than the printer wants).
 */
export async function print(
  shopId: ShopId,
  request: PrintRequest,
  printer: Printer,
  now: Date,
): Promise<PrintedFile | undefined> {
  const { documents, settings } = await inShop(shopId, async (tx) => {
    const own = await paperSettings(tx);
    return {
      settings: own,
      documents:
        request.what === "bins" ? await binLabels(tx, request) : await documentsOf(tx, request, own, printer, now),
    };
  });
  if (documents.length === 0) return undefined;
  if (request.as === "zpl") return { contentType: "application/zpl", bytes: zplFile(documents) };
  const isSmall = request.what === "totes" || request.what === "bins" || request.what === "addresses";
  const paper = request.paper ?? settings.paper;
  // Small labels on the paper of an office are put there two by two.
  const twoUp = request.twoUp || (isSmall && paper !== "label");
  return { contentType: "application/pdf", bytes: await askPrinter({ documents, paper, twoUp }) };
}

/** Labels that came as ZPL go through as they are; ours are written. */
function zplFile(documents: readonly PaperDocument[]): Uint8Array {
  const parts = documents.flatMap((document) =>
    document.kind === "file"
      ? [Buffer.from(document.bytes)]
      : sheetsOf(document, "label", zplWidth).map((sheet) => Buffer.from(zplOf(sheet))),
  );
  return Buffer.concat(parts.flatMap((part) => [part, Buffer.from("\n")]));
}

async function documentsOf(
  tx: ShopTx,
  request: PrintRequest & { readonly what: Print },
  settings: PaperSettings,
  printer: Printer,
  now: Date,
): Promise<PaperDocument[]> {
  const orders = await readPaperOrders(tx, request);
  if (orders.length === 0 || request.what === "bins") return [];
  const kinds = KINDS[request.what];
  const maker = await openMaker(tx, orders, settings, printer, request.as);
  const made: { readonly order: PaperOrder; readonly kind: PrintedKind; readonly document: PaperDocument }[] = [];
  if (request.what === "pickList") {
    const document: PaperDocument = { kind: "pickList", pickList: pickListOf(orders, request.batchId, printer.t) };
    made.push(...orders.map((order) => ({ order, kind: "pickList" as const, document })));
  } else
    for (const order of orders)
      for (const kind of kinds) {
        const document = await maker(order, kind);
        if (document) made.push({ order, kind, document });
      }
  for (const kind of kinds)
    await notePrinted(
      tx,
      kind,
      made.flatMap((each) => (each.kind === kind ? [each.order] : [])),
      printer,
      now,
    );
  for (const { order, kind } of made)
    if (kind === "slip" || kind === "label" || kind === "address")
      await notePersonalRead(
        tx,
        order.orderId,
        { who: printer.id, purpose: kind === "slip" ? "packing_slip" : "label" },
        now,
      );
  if (made.length > 0)
    await tell(tx, { code: "papers.printed", data: { what: request.what, count: made.length }, who: printer.id }, now);
  return [...new Set(made.map(({ document }) => document))];
}

/** Makes the papers of these orders, one by one; undefined where an order has none of that kind. */
async function openMaker(
  tx: ShopTx,
  orders: readonly PaperOrder[],
  settings: PaperSettings,
  { t }: Printer,
  as: PrintRequest["as"],
): Promise<(order: PaperOrder, kind: PrintedKind) => Promise<PaperDocument | undefined>> {
  const persons = await openPersons(tx, [...new Set(orders.map(({ orderId }) => orderId))]);
  const { timezone } = await shopProfile(tx.shopId);
  return async (order, kind) => {
    const person = persons.get(order.orderId);
    const code = order.task ? taskCode(order.task.taskId, order.task.version) : order.orderName;
    const stamp = order.isVoid ? { stamp: t("paper.void") } : {};
    switch (kind) {
      case "slip": {
        const language = slipLanguage(person?.locale, settings.language);
        const slip: Slip = {
          language,
          sender: settings.sender,
          orderName: order.orderName,
          placedOn: formatDay(order.placedAt.toISOString(), timezone, language),
          recipient: addressLines(person, language),
          method: order.method,
          lines: order.lines,
          separately: order.separately,
          gift: giftOf(settings, person?.attributes),
          returns: returnsFor(settings, language),
          code,
          ...(order.isVoid && { stamp: SLIP_WORDS[language].void }),
        };
        return { kind: "slip", slip };
      }
      case "label":
        return labelOf(tx, order, as, t("paper.void"));
      case "tote":
        return {
          kind: "small",
          label: { is: "tote", place: String(order.task?.place ?? ""), orderName: order.orderName, code },
        };
      case "address": {
        const to = addressLines(person, settings.language);
        if (to.length === 0) return undefined;
        const words = { from: t("paper.from"), to: t("paper.to") };
        const label = { is: "address" as const, from: settings.sender, to, orderName: order.orderName, code, words };
        return { kind: "small", label: { ...label, ...stamp } };
      }
      case "pickList":
        return undefined;
    }
  };
}

/** The carrier's label; void across it when the order changed after it was bought and printed. */
async function labelOf(
  tx: ShopTx,
  { parcel, fulfillmentOrderId, isVoid }: PaperOrder,
  as: PrintRequest["as"],
  stamp: string,
): Promise<PaperDocument | undefined> {
  const file = parcel?.labelFileId == null ? undefined : await readFile(tx, parcel.labelFileId);
  if (!file || /zpl/i.test(file.contentType) !== (as === "zpl")) return undefined;
  const [printed] = await tx.rows(
    `select 1 from printed_document d join stored_file s on s.shop_id = d.shop_id and s.file_id = $3
      where d.shop_id = $1 and d.fulfillment_order_id = $2 and d.kind = 'label' and d.void_at >= s.created_at limit 1`,
    [tx.shopId, fulfillmentOrderId, parcel?.labelFileId],
  );
  return { kind: "file", bytes: file.bytes, ...((isVoid || printed) && { stamp }) };
}

/** A label for every shelf of a location that something lies on. */
async function binLabels(tx: ShopTx, { locationId }: PrintRequest): Promise<PaperDocument[]> {
  const rows = await tx.rows<{ bin: string; location: string }>(
    `select distinct b.bin, l.name as location from item_bin b join location l on l.shop_id = b.shop_id and l.location_id = b.location_id
      where b.shop_id = $1 and b.location_id = $2 order by 1 limit 2000`,
    [tx.shopId, locationId],
  );
  return rows.map(({ bin, location }) => ({ kind: "small", label: { is: "bin", bin, location } }));
}
