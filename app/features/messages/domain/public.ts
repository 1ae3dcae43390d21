/** What other features may know of messages: their kinds and what each is told. */
export { CHOICES, MESSAGE_KINDS, type Audience, type Choice, type MessageKind, type MessageParams } from "./kinds.ts";
