/** What other features may use of intents: record effects, switch them, implement them. */
export { answerIntent } from "./answer.server.ts";
export type { Answered, EffectContext, EffectHandler } from "./effect-handler.server.ts";
export { intentsOf, openIntents, type IntentOf } from "./intents-of.server.ts";
export { runEffects } from "./run-effects.server.ts";
export { doubtWaiting, recordIntents, setSwitch, switchedOnSince, withdrawIntents } from "./store.server.ts";
export { intentsOfOrder } from "./intents-of-order.server.ts";
export { neverOn, readSwitches } from "./switches.server.ts";
