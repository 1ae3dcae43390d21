import { readId, type TransferId } from "../../core/ids.ts";
import { now } from "../../platform/clock.server.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { readForm } from "../../shell/read-form.server.ts";
import type { Admin } from "../../shell/require-admin.server.ts";
import { askOfTransfer, type ActOutcome } from "./acts.server.ts";
import { transferActSchema } from "./domain/act-form.ts";
import { transferPage } from "./transfer-page.server.ts";

type Params = Readonly<Record<string, string | undefined>>;

/** One transfer for its page and the page of receiving; `shipmentId` as the address has it. Throws a Response with 404. */
export async function loadTransfer({ shopId, may }: Admin, params: Params) {
  const shown = await inShop(shopId, (tx) => transferPage(tx, idOf(params)));
  if (!shown) throw new Response(null, { status: 404 });
  return { ...shown, shipmentId: params["shipmentId"] ?? null, mayChange: may("changeStock") };
}

/** What a person asks of a transfer. Throws a Response with 400 for what is not on the page. */
export async function actOnTransfer({ shopId }: Admin, params: Params, request: Request): Promise<ActOutcome> {
  const parsed = transferActSchema.safeParse(await readForm(request));
  if (!parsed.success) throw new Response(null, { status: 400 });
  return inShop(shopId, (tx) => askOfTransfer(tx, idOf(params), parsed.data, now()));
}

function idOf(params: Params): TransferId {
  const id = readId<TransferId>(params["transferId"]);
  if (id === undefined) throw new Response(null, { status: 404 });
  return id;
}
