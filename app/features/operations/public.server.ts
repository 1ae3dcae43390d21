/** What the processes use of operations: what whoever runs them may ask. */
export { answerOperations, OPERATIONS_PATHS } from "./answer.server.ts";
export { sayStopping } from "./readiness.server.ts";
