/** What the shell and other features may ask about the shop's people. */
export { managersOf, namesOfStaff } from "./names.server.ts";
export { pruneStaff } from "./prune.server.ts";
export { roleOfStaff } from "./role-of-staff.server.ts";
