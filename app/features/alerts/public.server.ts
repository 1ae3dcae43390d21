/** What other features may use of alerts: the planner and the looks that open and close them, and what Home shows of them. */
export { lookAtAlerts } from "./begin-look.server.ts";
export { lookOnAlerts } from "./look.server.ts";
export { alertsInbox } from "./inbox-source.ts";
export { snooze as snoozeAlerts, wake as wakeAlerts } from "./snooze.server.ts";
export { planAlerts } from "./plan.server.ts";
export { runsOutThisWeek } from "./week.server.ts";
