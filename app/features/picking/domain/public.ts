/** The pure rules of picking that other features may use: how printed paper names a task, and whether it is still valid. */
export { taskCode } from "./batch.ts";
