/** What shoppers do: they order in the storefront, over HTTP. */
import { z } from "zod";
import { shopperOf, variantIds } from "../../tests/devshop/seeds/demo-shop.ts";
import type { Sample, SampleOrder } from "../../tests/devshop/seeds/sample.ts";
import type { Demo } from "./open-demo.ts";

const answerSchema = z.object({ orderId: z.string(), name: z.string(), statusUrl: z.string() });
export type OrderPlaced = z.infer<typeof answerSchema>;

/** Places one order of the sample; undefined when the storefront has sold out. Throws when it refuses for another reason. */
export async function placeInStorefront(
  demo: Demo,
  sample: Sample,
  order: SampleOrder,
): Promise<OrderPlaced | undefined> {
  const variants = variantIds(demo.shop);
  const body = {
    ...shopperOf(sample, order),
    lines: order.lines.map(([product, quantity]) => ({ variantId: variants[product], quantity })),
    note: `Online Retail invoice ${order.invoice}`,
    tags: ["online-retail"],
  };
  const answer = await fetch(`${demo.storefrontUrl}/orders`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (answer.status === 422 && text.includes("OUT_OF_STOCK")) return undefined;
  if (answer.status !== 201)
    throw new Error(`The storefront answered ${answer.status} to invoice ${order.invoice}: ${text}`);
  return answerSchema.parse(JSON.parse(text));
}
