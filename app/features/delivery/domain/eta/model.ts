/** What parcels taught, as plain JSON: some numbers for each lane, origin and area. */
export interface EtaModel {
  /** Epoch milliseconds. */
  readonly learnedAt: number;
  /** The weight of all that taught, in parcels of today. */
  readonly parcels: number;
  /** By factor and name: how much longer, as a logarithm, and the weight in parcels. */
  readonly effects: Readonly<Record<string, Readonly<Record<string, readonly [longer: number, parcels: number]>>>>;
  /** By measure: the usual value, and how much longer for each one more. */
  readonly measures: Readonly<Record<string, { readonly usual: number; readonly slope: number }>>;
  /** What half of the parcels are longer than their terms, as a logarithm. */
  readonly p50: number;
  /** What one in ten is longer than `p50`, for a service that spreads as all do. */
  readonly p90: number;
  /** By service: its spread, in that of all parcels. */
  readonly spreads: Readonly<Record<string, number>>;
}
