import { distanceKm } from "../../../app/core/geo.ts";
import type { Instance } from "./instance.ts";

type Place = Pick<Instance["locations"][number], "lat" | "lng" | "state">;

/** The instances' optima are on an Earth of 6,371 km; ours has the mean radius. */
const SMALLER_EARTH = 6371 / 6371.0088;

/** What shipping from one place to another costs in the instance's currency. */
export interface Lane {
  /** However little is in it. */
  readonly parcel: number;
  readonly perKg: number;
}

export function laneOf({ cost_model: model }: Instance, from: Place, to: Place): Lane {
  const km =
    distanceKm({ latitude: from.lat, longitude: from.lng }, { latitude: to.lat, longitude: to.lng }) * SMALLER_EARTH;
  return {
    parcel: model.const + (from.state === to.state ? model.same_state : 0) + model.per_km * km,
    perKg: model.per_kg + (model.per_kg_1000km * km) / 1000,
  };
}
