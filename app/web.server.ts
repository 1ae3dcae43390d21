/**
 * The web process: webhooks, health and metrics, then Remix. A server of our own, because remix-serve writes whole URLs, session tokens included,
 * to its log. Run by Node without a build; the Remix build is imported from build/server.
 */
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import express, { type ErrorRequestHandler, type RequestHandler } from "express";
import { config } from "./config.server.ts";
import { checkoutRates, RATES_BODY } from "./features/checkout-rates/public.server.ts";
import { HOOK_BODY, takeHook } from "./features/carriers/take-hook.server.ts";
import { flowAction, flowLifecycle, FLOW_BODY } from "./features/flow/callback.server.ts";
import { compliance } from "./features/intake/compliance.server.ts";
import { webhooks } from "./features/intake/webhooks.server.ts";
import { answerOperations, OPERATIONS_PATHS, sayStopping } from "./features/operations/public.server.ts";
import { asPage, leave, openDoor } from "./platform/door.server.ts";
import { log } from "./platform/log.server.ts";
import { webhooksReceived } from "./platform/metrics.server.ts";
import { oneLineEach } from "./platform/request-line.server.ts";
import { safePath } from "./platform/safe-path.ts";
import { safeHeaders } from "./platform/safe-headers.server.ts";
import { turnAwayKnockers } from "./platform/turn-away.server.ts";

const rawBody = express.raw({ type: () => true, limit: "5mb" });

/** Everything the web process answers. Without Remix's build only webhooks, health and metrics: what tests of the intake need. */
export function createApp(build?: ServerBuild): express.Express {
  const app = express().disable("x-powered-by").set("trust proxy", config.proxyHops);
  app.use(oneLineEach, safeHeaders, turnAwayKnockers(config.refusalsPerMinute));
  app.post("/webhooks", rawBody, webhooks);
  app.post("/webhooks/compliance", rawBody, compliance);
  app.all(["/webhooks", "/webhooks/compliance"], (_request, response) =>
    response.status(405).set("allow", "POST").end(),
  );
  app.post("/carrier-service/:handle/:key", express.raw({ type: () => true, limit: RATES_BODY }), checkoutRates);
  app.post("/carrier-hooks/:carrier/:token", express.raw({ type: () => true, limit: HOOK_BODY }), takeHook);
  app.post("/flow/action", express.raw({ type: () => true, limit: FLOW_BODY }), flowAction);
  app.post("/flow/lifecycle", express.raw({ type: () => true, limit: FLOW_BODY }), flowLifecycle);
  app.get([...OPERATIONS_PATHS], operations);
  if (build) addPages(app, build);
  app.use(refused);
  return app;
}

const operations: RequestHandler = (request, response, next) => {
  const { authorization, accept } = request.headers;
  answerOperations({ path: request.path, authorization, accept, sinceTurnMs: null })
    .then((answer) => {
      if (answer)
        response
          .status(answer.status)
          .set(answer.headers ?? {})
          .type(answer.type)
          .send(answer.body);
      else next();
    })
    .catch(next);
};

/** Bodies that are too large or broken, and our own faults: an answer in words, no stack. */
const refused: ErrorRequestHandler = (
  error: { status?: number; type?: string; message?: string; stack?: string },
  request,
  response,
  next,
) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  const status = error.status ?? 500;
  webhooksReceived.inc({ result: status === 413 ? "too_large" : status < 500 ? "malformed" : "failed" });
  if (status >= 500)
    log.error({ event: "web.failed", path: safePath(request.path), message: error.message, stack: error.stack });
  const text =
    status === 413
      ? "The body is larger than 5 MB."
      : status < 500
        ? "The request could not be read."
        : "Something failed here.";
  response.status(status).type("text/plain").send(text);
};

function addPages(app: express.Express, build: ServerBuild): void {
  app.use("/assets", express.static("build/client/assets", { immutable: true, maxAge: "1y" }));
  app.use(express.static("build/client", { maxAge: "1h" }));
  // Always: in Remix's development mode a refusal carries the stack of the library, and what runs here is a build in any case.
  const pages = createRequestHandler({ build, mode: "production" });
  app.all("*", asPage, (request, response, next) => {
    pages(request, response, next).catch(next);
  });
}

/** Listens with Remix's build. Resolves when it does. */
export async function serve(build: ServerBuild): Promise<{ port: number; close: () => Promise<void> }> {
  const server = openDoor(createApp(build)).listen(config.port);
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : config.port;
  log.info({ event: "web.started", port });
  return {
    port,
    close: () => {
      sayStopping();
      return leave(server);
    },
  };
}
