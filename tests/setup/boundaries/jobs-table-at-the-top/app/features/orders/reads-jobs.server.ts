// reported
import { jobs } from "../../jobs.server.ts";
export const mine = jobs;
