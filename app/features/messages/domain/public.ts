/** What other features may know of messages: their kinds and what each is told. */
export { CHOICES, type Audience } from "./kinds.ts";
