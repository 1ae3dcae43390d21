export const refresh = { name: "orders.refresh" };
