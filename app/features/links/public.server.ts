/** What other features may use of links: the planner of the stock lane, its mail before and after, and the regular look. */
export { lookAtLinks } from "./look.server.ts";
export { postMail, takeMail } from "./mail.server.ts";
export { planLinks } from "./plan.server.ts";
