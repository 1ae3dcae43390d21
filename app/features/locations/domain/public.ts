/** The pure rules of locations that other features may use: what follows from settings they were given. */
export { capacityOn } from "./location-state.ts";
export { calendarOf } from "./settings.ts";
