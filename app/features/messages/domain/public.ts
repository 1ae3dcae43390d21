/** What other features may know of messages: their kinds and what each is told. */
export type { Audience, ChoiceAnswer, Offer } from "./kinds.ts";
