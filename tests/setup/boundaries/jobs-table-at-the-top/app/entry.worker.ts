import { jobs } from "./jobs.server.ts";
export const run = jobs;
