import { ofOrder } from "./field.ts";

export const CUSTOMER_FIELDS = {
  "customer.orders": ofOrder("whole", ({ customer }) => customer.orders),
  "customer.isFirstOrder": ofOrder("yesNo", ({ customer }) => (customer.orders === null ? null : customer.orders <= 1)),
  "customer.tags": ofOrder("set", ({ customer }) => customer.tags, { list: "customerTags" }),
};
