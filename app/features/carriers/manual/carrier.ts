import type { Carrier } from "../domain/carrier.ts";
import { UNSUPPORTED } from "../domain/unsupported.ts";
import { MANUAL_FACTS } from "./map.ts";

export const manualCarrier = (): Carrier => ({ ...UNSUPPORTED, ...MANUAL_FACTS });
