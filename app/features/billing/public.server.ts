/** What other features and the tables may use of plans and billing. */
export { countOrders } from "./count-orders.server.ts";
export { lookAtPlan } from "./look-at-plan.server.ts";
export { reportUsage, usageReport } from "./report-usage.server.ts";
export { isBeginningPaused, planNotice } from "./usage.server.ts";
