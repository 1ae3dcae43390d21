/** What a workflow may ask of an order (the handles of the extensions), and the switch that must be on for it. */
export const SWITCH_OF = {
  "hold-order": "hold",
  "release-order": "hold",
  "reroute-order": "route",
  "tag-delivery-risk": "rules",
} as const;
export type Action = keyof typeof SWITCH_OF;
export const ACTIONS = Object.keys(SWITCH_OF) as readonly Action[];
