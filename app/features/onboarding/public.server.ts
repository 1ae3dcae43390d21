/** What other features may use of onboarding: the regular look, and what Home shows. */
export { faultsInbox } from "./inbox-source.ts";
export { lookAtSetup } from "./look.server.ts";
export { openSetup } from "./setup.server.ts";
