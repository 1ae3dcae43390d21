export const topics = ["orders/create"];
