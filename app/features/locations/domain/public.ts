/** The pure rules of locations that other features may use: what follows from settings they were given. */
export { areaCovers, asksPostal, isPostalPattern, type Destination } from "./area.ts";
export { compiledCalendar } from "./compiled-calendar.ts";
export { capacityOn } from "./location-state.ts";
export { calendarOf, type LocationSettings } from "./settings.ts";
