export const inShop = 1;
