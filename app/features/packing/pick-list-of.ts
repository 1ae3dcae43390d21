import type { TFunction } from "i18next";
import type { PickBatchId } from "../../core/ids.ts";
import { taskCode } from "../picking/domain/public.ts";
import type { PickList } from "./domain/pick-list.ts";
import type { PaperOrder } from "./domain/paper-order.ts";

/** The pick list of some orders: as their batch is walked, or order by order where they are in none. */
export function pickListOf(
  orders: readonly PaperOrder[],
  batchId: PickBatchId | null,
  t: TFunction<"packing">,
): PickList {
  const wanted = orders.filter(({ isVoid }) => !isVoid);
  const places = [...new Set(wanted.map(({ location }) => location))].join(", ");
  return {
    title: batchId === null ? t("pickList.title") : t("pickList.batch", { batch: batchId }),
    subtitle: [places, t("pickList.orders", { count: wanted.length })].filter(Boolean).join(" · "),
    mode: (batchId === null ? undefined : wanted[0]?.task?.mode) ?? "single",
    orders: wanted.map(({ orderName, task, lines }, n) => ({
      orderName,
      code: task ? taskCode(task.taskId, task.version) : orderName,
      place: task?.place ?? n + 1,
      lines: lines.map(({ itemId, ...line }) => ({ ...line, key: itemId ?? `${line.title} ${line.variant ?? ""}` })),
    })),
    words: {
      bin: t("pickList.bin"),
      item: t("pickList.item"),
      quantity: t("pickList.quantity"),
      page: t("paper.page", { page: "{{page}}", pages: "{{pages}}" }),
      tote: t("pickList.tote", { tote: "{{tote}}", units: "{{units}}" }),
      noBin: t("pickList.noBin"),
    },
  };
}
