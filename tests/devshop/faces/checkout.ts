/** From what a storefront visitor sent to an order of the shop. */
import { z } from "zod";
import { addCustomer } from "../state/create-shop.ts";
import { digitsOf, type Digits } from "../state/ids.ts";
import type { Customer } from "../state/orders.ts";
import { placeOrder, type OrderInput, type Placed } from "../state/place-order.ts";
import type { Shop } from "../state/shop.ts";
import type { World } from "../state/world.ts";
import { LOCALES } from "./texts.ts";

/** What the storefront charges for shipping, in minor units, whatever the currency. */
export const SHIPPING = {
  standard: { code: "standard", priceMinor: 490 },
  express: { code: "express", priceMinor: 990 },
} as const;

const text = z.string().trim().min(1).max(255);
const optionalText = z
  .string()
  .trim()
  .max(255)
  .transform((value) => value || undefined)
  .optional();
const variantId = z.string().transform((value, context): Digits => {
  const digits = /^\d{1,20}$/.test(value) ? value : digitsOf("ProductVariant", value);
  if (digits === null) context.addIssue("neither digits nor a gid of a ProductVariant");
  return digits ?? "";
});

/** Body of `POST /storefront/:shop/orders`. Ids are text: JSON numbers above 2^53 lose digits. */
export const checkoutBody = z.strictObject({
  lines: z.array(z.object({ variantId, quantity: z.int() })),
  shippingAddress: z.object({
    name: text,
    address1: text,
    address2: optionalText,
    city: text,
    province: optionalText,
    zip: optionalText,
    countryCode: z.string().regex(/^[A-Z]{2}$/),
    latitude: z.number().min(-90).max(90).optional(),
    longitude: z.number().min(-180).max(180).optional(),
  }),
  email: z.email().optional(),
  phone: optionalText,
  shipping: z.enum(["standard", "express"]).default("standard"),
  /** The code of a carrier service's rate, in place of `shipping`. */
  rate: optionalText,
  paid: z.boolean().default(true),
  locale: z.enum(LOCALES).optional(),
  note: optionalText,
  tags: z.array(text).max(250).optional(),
  sourceName: optionalText,
});
export type Checkout = z.infer<typeof checkoutBody>;

/** What the HTML form sends, in the shape of the JSON body. Quantities are the fields `quantity.<variant id>`. */
export function formToBody(form: URLSearchParams): unknown {
  const field = (name: string) => form.get(name)?.trim() || undefined;
  const number = (name: string) => (field(name) === undefined ? undefined : Number(field(name)));
  const lines = [...form].flatMap(([name, value]) => {
    const id = /^quantity\.(\d+)$/.exec(name)?.[1];
    return id === undefined || value === "" || value === "0" ? [] : [{ variantId: id, quantity: Number(value) }];
  });
  return {
    lines,
    shippingAddress: {
      name: field("name") ?? "",
      address1: field("address1") ?? "",
      city: field("city") ?? "",
      zip: field("zip"),
      countryCode: field("countryCode") ?? "",
      latitude: number("latitude"),
      longitude: number("longitude"),
    },
    email: field("email"),
    phone: field("phone"),
    shipping: field("shipping")?.replace(/^rate:.*$/, "standard"),
    rate: /^rate:(.+)$/.exec(field("shipping") ?? "")?.[1],
    paid: field("paid") !== "no",
    locale: field("locale"),
  };
}

/** What was chosen to ship by: a rate of the shop's own, or one of a carrier service, with the window it showed. */
export interface ChosenShipping {
  readonly line: NonNullable<OrderInput["shippingLine"]>;
  readonly delivery?: NonNullable<OrderInput["delivery"]>;
}

/** Places the order for the customer with that e-mail address, who is made if new; without one it has no customer. */
export function checkOut(world: World, shop: Shop, checkout: Checkout, shipping: ChosenShipping): Placed {
  const { name, ...place } = checkout.shippingAddress;
  const space = name.lastIndexOf(" ");
  const firstName = space < 0 ? name : name.slice(0, space);
  const lastName = space < 0 ? "" : name.slice(space + 1);
  const country = new Intl.DisplayNames("en", { type: "region" }).of(place.countryCode) ?? place.countryCode;
  const shippingAddress = defined({ ...place, firstName, lastName, country, phone: checkout.phone });
  const known = checkout.email === undefined ? undefined : customerOf(shop, checkout.email);
  const input: OrderInput = {
    lines: checkout.lines,
    shippingAddress,
    shippingLine: shipping.line,
    ...defined({ delivery: shipping.delivery }),
    financialStatus: checkout.paid ? "PAID" : "PENDING",
    ...defined({
      email: checkout.email,
      phone: checkout.phone,
      locale: checkout.locale,
      note: checkout.note,
      tags: checkout.tags,
      sourceName: checkout.sourceName,
    }),
  };
  if (checkout.email === undefined) return placeOrder(world, shop, input);
  if (known !== undefined) return placeOrder(world, shop, { ...input, customerId: known.id });
  const person = { firstName, lastName, email: checkout.email, address: shippingAddress };
  const customer = addCustomer(world, shop, {
    ...person,
    ...defined({ phone: checkout.phone, locale: checkout.locale }),
  });
  const placed = placeOrder(world, shop, { ...input, customerId: customer.id });
  if (placed.kind === "refused") shop.customers.delete(customer.id);
  return placed;
}

function customerOf(shop: Shop, email: string): Customer | undefined {
  const wanted = email.toLowerCase();
  return [...shop.customers.values()].find((customer) => customer.email?.toLowerCase() === wanted);
}

/** The same object without what is undefined. */
function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
