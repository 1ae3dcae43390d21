/** A point on Earth in decimal degrees, north and east positive. */
export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

/** Mean radius (IUGG R1). The sphere is off by at most 0.6 % from the ellipsoid, far below what a cost model can use. */
const EARTH_RADIUS_KM = 6371.0088;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance in kilometres (haversine, which stays exact for points close together). Not rounded. */
export function distanceKm(a: Coordinates, b: Coordinates): number {
  const latitude = Math.sin(radians(b.latitude - a.latitude) / 2);
  const longitude = Math.sin(radians(b.longitude - a.longitude) / 2);
  const h = latitude ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * longitude ** 2;
  // Rounding can push h a hair above 1 for antipodes, where asin would answer NaN.
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(Math.min(1, h)));
}

/**
 * The point rounded to 0.1°: a cell about 11 km high, so a stored shopper's position names a town and not a door.
 * The distance to it is off by at most 8 km.
 */
export function coarsen(point: Coordinates): Coordinates {
  const round = (degrees: number): number => Math.round(degrees * 10) / 10;
  return { latitude: round(point.latitude), longitude: round(point.longitude) };
}
