/** The pure part of saved views that lists use. */
export { viewParameter } from "./shown-as.ts";
export { SAVED } from "./view.ts";
