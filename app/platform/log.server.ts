import { pino } from "pino";
import { config } from "../config.server.ts";
import { safeError, safeText } from "./safe-error.ts";
import { traceId } from "./trace.server.ts";

/**
 * One line per event, wide and structured: ids, codes and numbers. Never a body, a token, a URL with a query, or anything personal;
 * errors are told by kind, code, text and place alone (safe-error.ts), and `redact` is the last line of defence for the fields that would carry them. `trace`: the request or run it belongs to.
 */
export const log = pino({
  level: config.logLevel,
  base: null,
  mixin: () => {
    const trace = traceId();
    return trace === undefined ? {} : { trace };
  },
  // Not "err", which pino would repeat as the line's own text, past the serializer.
  errorKey: "error",
  serializers: { err: safeError, error: safeError },
  formatters: {
    log: (line) => {
      const texts = ["message", "stack"].flatMap((name) => {
        const text = line[name];
        return typeof text === "string" ? [[name, safeText(text)] as const] : [];
      });
      return texts.length === 0 ? line : { ...line, ...Object.fromEntries(texts) };
    },
  },
  redact: {
    paths: ["*.accessToken", "*.refreshToken", "*.authorization", "*.email", "*.phone", "*.password", "*.body"],
    censor: "[removed]",
  },
});
