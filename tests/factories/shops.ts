import type { ShopSeed } from "../devshop/state/create-shop.ts";

/** A Spanish shop with three places of stock: enough for a move, a split and a shortage. */
export function spanishShop(change: Partial<ShopSeed> = {}): ShopSeed {
  return {
    handle: "tienda",
    currency: "EUR",
    ianaTimezone: "Europe/Madrid",
    countryCode: "ES",
    rate: "plus",
    protectedDataApproved: true,
    locations: [
      {
        name: "Almacén Madrid",
        address: {
          address1: "Calle de Alcalá 20",
          city: "Madrid",
          zip: "28001",
          countryCode: "ES",
          latitude: 40.42,
          longitude: -3.7,
        },
      },
      {
        name: "Tienda Sevilla",
        address: {
          address1: "Calle Sierpes 48",
          city: "Sevilla",
          zip: "41001",
          countryCode: "ES",
          latitude: 37.39,
          longitude: -5.99,
        },
      },
      {
        name: "Tienda Barcelona",
        address: {
          address1: "Carrer de Mallorca 401",
          city: "Barcelona",
          zip: "08001",
          countryCode: "ES",
          latitude: 41.38,
          longitude: 2.17,
        },
      },
    ],
    products: [
      { title: "Camiseta", variants: [{ sku: "CAM-1", priceMinor: 1990, grams: 250, stock: [10, 5, 0] }] },
      { title: "Taza", variants: [{ sku: "TAZ-1", priceMinor: 990, grams: 400, stock: [0, 3, 8] }] },
      {
        title: "Póster",
        variants: [{ sku: "POS-1", priceMinor: 1490, grams: 120, stock: [1, 0, 0], inventoryPolicy: "CONTINUE" }],
      },
    ],
    ...change,
  };
}
