import type { OrderId, ShopId, MessageId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { tell } from "../audit/public.server.ts";
import { readAccount } from "./account.server.ts";
import { sampleParams, sampleWords } from "./domain/sample.ts";
import type { MessageKind } from "./domain/kinds.ts";
import { render, type Rendered } from "./domain/render.ts";
import type { ShopperLocale } from "./domain/settings.ts";
import { checkTemplate, type Template, type TemplateError } from "./domain/template.ts";
import { valuesOf } from "./domain/values.ts";
import { variablesOf } from "./domain/variables.ts";
import { currentTemplate, saveTemplate } from "./templates.server.ts";
import { tryTemplate, type Tried } from "./try-template.server.ts";
import { footer, writeMessage, type OfferOf } from "./write-message.server.ts";

/** What the page of one template shows. */
export async function templatePage(shopId: ShopId, kind: MessageKind, locale: ShopperLocale) {
  return inShop(shopId, async (tx) => {
    const { template, version } = await currentTemplate(tx, kind, locale);
    const preview = { ...sampleOf(await senderOf(tx), kind, locale, template), order: null };
    return { kind, locale, template, version, variables: variablesOf(kind), preview };
  });
}

export type TemplateOutcome =
  | { readonly status: "saved" | "standard" }
  | {
      readonly status: "invalid";
      readonly subject: readonly TemplateError[];
      readonly body: readonly TemplateError[];
    }
  | { readonly status: "previewed"; readonly preview: Preview }
  | { readonly status: "noOrder" }
  | Tried;

export interface Preview extends Rendered {
  /** Of a real order: its name; null: made up. */
  readonly order: string | null;
}

interface Which {
  readonly kind: MessageKind;
  readonly locale: ShopperLocale;
}

/** Who asks (Shopify's number of the staff member, and their address), when, and who knows what an order's shopper may choose. */
interface Asking {
  readonly who: string;
  readonly email: string | null;
  readonly now: Date;
  readonly offerOf: OfferOf;
}

/** Saves, shows, tries, or goes back to the standard words. Wrong words are neither saved nor shown nor sent. */
export async function actOnTemplate(
  shopId: ShopId,
  which: Which,
  texts: Readonly<Record<string, string>>,
  asking: Asking,
): Promise<TemplateOutcome> {
  const { kind, locale } = which;
  const { who, now } = asking;
  const template = { subject: (texts["subject"] ?? "").trim(), body: (texts["body"] ?? "").trim() };
  if (texts["action"] === "try") {
    const errors = checkTemplate(template, variablesOf(kind));
    if (isWrong(errors)) return { status: "invalid", ...errors };
    return tryTemplate(shopId, (sender) => sampleOf(sender, kind, locale, template), asking.email, now);
  }
  return inShop(shopId, async (tx) => {
    if (texts["action"] === "standard") {
      await saveTemplate(tx, kind, locale, null, who, now);
      await tell(tx, { code: "mail.template_standard", subject: `template:${kind}.${locale}`, who }, now);
      return { status: "standard" };
    }
    const errors = checkTemplate(template, variablesOf(kind));
    if (isWrong(errors)) return { status: "invalid", ...errors };
    if (texts["action"] === "preview") {
      const preview = await previewOf(tx, which, template, (texts["order"] ?? "").trim(), asking);
      return preview ? { status: "previewed", preview } : { status: "noOrder" };
    }
    await saveTemplate(tx, kind, locale, template, who, now);
    await tell(tx, { code: "mail.template_saved", subject: `template:${kind}.${locale}`, who }, now);
    return { status: "saved" };
  });
}

const isWrong = ({ subject, body }: ReturnType<typeof checkTemplate>): boolean => subject.length + body.length > 0;

/** With what was made up for it. */
function sampleOf(sender: string, kind: MessageKind, locale: ShopperLocale, template: Template): Rendered {
  const words = sampleWords(sender);
  const frame = { locale, footer: footer(locale, words, "https://example.com/stop") };
  return render(template, valuesOf(kind, sampleParams(kind), words, locale), frame);
}

/** With what is known of this order, and the made up facts of the kind. Undefined: there is no such order. */
async function previewOf(
  tx: ShopTx,
  { kind, locale }: Which,
  template: Template,
  order: string,
  { offerOf, now }: Asking,
): Promise<Preview | undefined> {
  const sender = await senderOf(tx);
  if (order === "") return { ...sampleOf(sender, kind, locale, template), order: null };
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
    params: sampleParams(kind),
    sealedTo: null,
  };
  const { rendered } = await writeMessage(tx, message, { sender, offerOf, now }, { locale, template });
  return { ...rendered, order: found.name };
}

const senderOf = async (tx: ShopTx): Promise<string> => (await readAccount(tx))?.fromName ?? "";
