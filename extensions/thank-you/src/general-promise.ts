/** A text of this extension: key in the locale files and the values for its placeholders. */
export interface Line {
  key: string;
  values?: Record<string, string | number>;
}

/** The part of a checkout delivery option that is used. */
export interface ChosenOption {
  readonly handle: string;
  readonly type: string;
  readonly title?: string;
  readonly location?: { readonly name?: string };
  readonly deliveryEstimate?: { readonly timeInTransit?: { readonly lower?: number; readonly upper?: number } };
}

/** The part of a checkout delivery group that is used. */
export interface ChosenGroup {
  readonly isDeliveryRequired: boolean;
  readonly selectedDeliveryOption?: { readonly handle: string };
  readonly deliveryOptions: readonly ChosenOption[];
}

type Settings = Readonly<Record<string, string | number | boolean | undefined>>;

const DAY_SECONDS = 86_400;

/**
 * The sentences under the merchant's own: how long packing takes (settings), how the chosen option travels (checkout),
 * where the shopper finds the status later. Empty when nothing of the order is delivered and nothing is set.
 */
export function generalPromise(settings: Settings, groups: readonly ChosenGroup[]): readonly Line[] {
  const delivered = groups.filter((group) => group.isDeliveryRequired);
  if (groups.length > 0 && delivered.length === 0) return [];
  const chosen = delivered.flatMap((group) => {
    const handle = group.selectedDeliveryOption?.handle;
    return group.deliveryOptions.find((option) => option.handle === handle) ?? [];
  });
  const lines = [handlingLine(settings), ...chosen.map(travelLine), { key: "status_page" }];
  const texts = new Map(lines.flatMap((line) => (line === null ? [] : [[JSON.stringify(line), line] as const])));
  return [...texts.values()];
}

/** Working days until the order leaves, from the settings; only one of the two set counts as both. */
function handlingLine(settings: Settings): Line | null {
  const min = asDays(settings.handling_days_min);
  const max = asDays(settings.handling_days_max);
  const last = max ?? min;
  if (last === null) return null;
  const first = min ?? last;
  if (last === 0) return { key: "handling.same_day" };
  return first < last && first > 0
    ? { key: "handling.between", values: { first, last } }
    : { key: "handling.within", values: { count: Math.max(first, last) } };
}

/** Shopify sends number settings as numbers; a value outside 0–60 is a mistake and not shown. */
function asDays(value: string | number | boolean | undefined): number | null {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 60 ? value : null;
}

/** How the chosen option brings it. Checkout gives the time in transit in seconds; part of a day counts as a day. */
function travelLine(option: ChosenOption): Line | null {
  if (option.type === "pickup" || option.type === "pickupPoint") {
    const place = option.location?.name;
    return place === undefined ? { key: "travel.pickup" } : { key: "travel.pickup_at", values: { place } };
  }
  const method = option.title;
  const { lower, upper } = option.deliveryEstimate?.timeInTransit ?? {};
  const first = inDays(lower ?? upper);
  const last = inDays(upper ?? lower);
  if (first === null || last === null) {
    return method === undefined ? null : { key: "travel.method", values: { method } };
  }
  return first < last
    ? { key: "travel.between", values: { first, last } }
    : { key: "travel.about", values: { count: last } };
}

function inDays(seconds: number | undefined): number | null {
  return seconds === undefined || seconds <= 0 ? null : Math.ceil(seconds / DAY_SECONDS);
}
