import { pino } from "pino";
import { config } from "../config.server.ts";
import { traceId } from "./trace.server.ts";

/**
 * One line per event, wide and structured: ids, codes and numbers. Never a body, a token, a URL with a query, or anything personal;
 * `redact` is the last line of defence for the fields that would carry them. `trace`: the request or run it belongs to.
 */
export const log = pino({
  level: config.logLevel,
  base: null,
  mixin: () => {
    const trace = traceId();
    return trace === undefined ? {} : { trace };
  },
  redact: {
    paths: ["*.accessToken", "*.refreshToken", "*.authorization", "*.email", "*.phone", "*.password", "*.body"],
    censor: "[removed]",
  },
});
