import type { OrderId, ShopId, MessageId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { readAccount } from "./account.server.ts";
import { sampleParams, sampleWords } from "./domain/sample.ts";
import type { MessageKind } from "./domain/kinds.ts";
import { render, type Rendered } from "./domain/render.ts";
import type { ShopperLocale } from "./domain/settings.ts";
import { checkTemplate, type Template, type TemplateError } from "./domain/template.ts";
import { valuesOf } from "./domain/values.ts";
import { variablesOf } from "./domain/variables.ts";
import { currentTemplate, saveTemplate } from "./templates.server.ts";
import { footer, writeMessage } from "./write-message.server.ts";

/** What the page of one template shows. */
export async function templatePage(shopId: ShopId, kind: MessageKind, locale: ShopperLocale) {
  return inShop(shopId, async (tx) => {
    const { template, version } = await currentTemplate(tx, kind, locale);
    const preview = await previewOf(tx, kind, locale, template, "");
    return { kind, locale, template, version, variables: variablesOf(kind), preview };
  });
}

export type TemplateOutcome =
  | { readonly status: "saved" | "standard" | "forbidden" }
  | {
      readonly status: "invalid";
      readonly subject: readonly TemplateError[];
      readonly body: readonly TemplateError[];
    }
  | { readonly status: "previewed"; readonly preview: Preview }
  | { readonly status: "noOrder" };

export interface Preview extends Rendered {
  /** Of a real order: its name; null: made up. */
  readonly order: string | null;
}

/** Saves, shows, or goes back to the standard words. Wrong words are neither saved nor shown. */
export async function actOnTemplate(
  shopId: ShopId,
  { kind, locale }: { readonly kind: MessageKind; readonly locale: ShopperLocale },
  texts: Readonly<Record<string, string>>,
  who: string,
  now: Date,
): Promise<TemplateOutcome> {
  const template = { subject: (texts["subject"] ?? "").trim(), body: (texts["body"] ?? "").trim() };
  return inShop(shopId, async (tx) => {
    if (texts["action"] === "standard") {
      await saveTemplate(tx, kind, locale, null, who, now);
      return { status: "standard" };
    }
    const errors = checkTemplate(template, variablesOf(kind));
    if (errors.subject.length + errors.body.length > 0) return { status: "invalid", ...errors };
    if (texts["action"] === "preview") {
      const preview = await previewOf(tx, kind, locale, template, (texts["order"] ?? "").trim());
      return preview ? { status: "previewed", preview } : { status: "noOrder" };
    }
    await saveTemplate(tx, kind, locale, template, who, now);
    return { status: "saved" };
  });
}

/** With the facts of a message about this order where there was one, else made up. Undefined: there is no such order. */
async function previewOf(
  tx: ShopTx,
  kind: MessageKind,
  locale: ShopperLocale,
  template: Template,
  order: string,
): Promise<Preview | undefined> {
  const sender = (await readAccount(tx))?.fromName ?? "";
  const params = sampleParams(kind);
  if (order === "") {
    const words = sampleWords(sender);
    const frame = { locale, footer: footer(locale, words, "https://example.com/stop") };
    return { ...render(template, valuesOf(kind, params, words, locale), frame), order: null };
  }
  const [found] = await tx.rows<{ order_id: OrderId; name: string }>(
    "select order_id, name from shop_order where shop_id = $1 and name in ($2, '#' || $2) limit 1",
    [tx.shopId, order],
  );
  if (!found) return undefined;
  const message = {
    messageId: "0" as MessageId,
    orderId: found.order_id,
    kind,
    audience: "shopper" as const,
    params,
    sealedTo: null,
  };
  const { rendered } = await writeMessage(tx, message, sender, { locale, template });
  return { ...rendered, order: found.name };
}
