import { pino } from "pino";
import { config } from "../config.server.ts";

/**
 * One line per event, wide and structured: ids, codes and numbers. Never a body, a token, a URL with a query, or anything personal;
 * `redact` is the last line of defence for the fields that would carry them.
 */
export const log = pino({
  level: config.logLevel,
  base: null,
  redact: {
    paths: ["*.accessToken", "*.refreshToken", "*.authorization", "*.email", "*.phone", "*.password", "*.body"],
    censor: "[removed]",
  },
});
