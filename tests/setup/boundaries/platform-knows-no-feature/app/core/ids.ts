export type ShopId = string;
