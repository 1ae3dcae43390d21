import { WAVE_KEYS, type WaveLimits } from "./suggest.ts";

/** A trolley has about so many totes, and a person carries about so many things. */
const USUAL = { orders: 12, units: 60 };
const MOST = { orders: 200, units: 5_000 };

/** Reads the limits of batches from an address; what is no number in range is the usual one. */
export function readWaveLimits(parameters: URLSearchParams): WaveLimits {
  const number = (name: "orders" | "units") => {
    const text = parameters.get(name) ?? "";
    const value = Number(text);
    return /^\d{1,5}$/.test(text) && value >= 1 && value <= MOST[name] ? value : USUAL[name];
  };
  return {
    by: WAVE_KEYS.find((key) => key === parameters.get("by")) ?? "cutOff",
    orders: number("orders"),
    units: number("units"),
    singlesTogether: parameters.get("singles") !== "no",
  };
}
