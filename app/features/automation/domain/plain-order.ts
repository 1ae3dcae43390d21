import type { LocationId, ProductId } from "../../../core/ids.ts";
import type { LineFacts, LocationFacts, OrderFacts } from "./facts.ts";

/** An order of which everything is known and nothing is remarkable: what examples and witnesses start from. Thursday, 3 September 2026, 11:00 in Madrid. */
export const PLAIN_ORDER: OrderFacts = {
  at: Date.UTC(2026, 8, 3, 9),
  timeZone: "Europe/Madrid",
  currency: "EUR",
  order: {
    total: 5_000,
    subtotal: 4_500,
    shippingPaid: 500,
    discount: 0,
    tags: [],
    channel: "web",
    isB2B: false,
    paymentStatus: "PAID",
    paymentGateways: [],
    risk: "ACCEPT",
    hasNote: false,
    placedAt: Date.UTC(2026, 8, 3, 8),
    shippingTitle: "Standard",
    shippingCode: "standard",
    promisedAt: Date.UTC(2026, 8, 7, 18),
    isSplit: false,
    attributes: {},
    metafields: {},
  },
  customer: { orders: 3, tags: [] },
  destination: { country: "ES", province: "ES-M", postalCode: "28001" },
  lines: [],
  locations: [],
  releasedHolds: [],
};

/** One unit of something that has to be shipped. */
export const PLAIN_LINE: LineFacts = {
  sku: "SKU-1",
  product: "1" as ProductId,
  productType: "",
  vendor: "",
  tags: [],
  quantity: 1,
  unitPrice: 4_500,
  weight: 500,
  requiresShipping: true,
  isGiftCard: false,
  sellingPlan: "",
  stock: 20,
  stockAssigned: 20,
  metafields: {},
};

/** A warehouse that has everything and is open. */
export const PLAIN_LOCATION: LocationFacts = {
  id: "1" as LocationId,
  kind: "warehouse",
  tags: [],
  country: "ES",
  province: "ES-M",
  timeZone: null,
  distance: 10,
  share: 100,
  unitsLeft: 19,
  isOpen: true,
  minutesToCutOff: 240,
  ordersLeft: 100,
  unitsCapacityLeft: 500,
  handlingHours: 4,
  delivers: "none",
  isAssigned: true,
  reliability: 98,
};
