import type { Carrier, Rate, RateRequest } from "./domain/carrier.ts";

/** What came of asking several carriers at once. */
export interface AskedRates {
  readonly rates: readonly { readonly carrier: string; readonly rate: Rate }[];
  /** Who would not carry it, and why. */
  readonly refused: readonly { readonly carrier: string; readonly codes: readonly string[] }[];
  /** Who could not be asked: away, or the key is refused. */
  readonly failed: readonly { readonly carrier: string; readonly error: unknown }[];
}

/** Asks all of them at the same time; one in trouble does not keep the others. Never throws. */
export async function askRates(carriers: readonly Carrier[], request: RateRequest): Promise<AskedRates> {
  const answers = await Promise.all(
    carriers.map(async (carrier) => {
      try {
        return { carrier: carrier.code, outcome: await carrier.rates(request) };
      } catch (error) {
        return { carrier: carrier.code, error };
      }
    }),
  );
  return {
    rates: answers.flatMap(({ carrier, outcome }) =>
      outcome?.status === "quoted" ? outcome.rates.map((rate) => ({ carrier, rate })) : [],
    ),
    refused: answers.flatMap(({ carrier, outcome }) =>
      outcome?.status === "refused" ? [{ carrier, codes: outcome.codes }] : [],
    ),
    failed: answers.flatMap(({ carrier, outcome, error }) => (outcome === undefined ? [{ carrier, error }] : [])),
  };
}
