import { PassThrough } from "node:stream";
import { createReadableStreamFromReadable, type EntryContext, type HandleErrorFunction } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { framed } from "./platform/framing.server.ts";
import { localeOf } from "./platform/i18n/locale.ts";
import { log } from "./platform/log.server.ts";
import { safePath } from "./platform/safe-path.ts";
import { textsFor } from "./shell/i18n/texts.server.ts";
import { shopify } from "./shopify.server.ts";

/** Remix gives up waiting for deferred data after this. */
export const streamTimeout = 5_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  shopify.addDocumentResponseHeaders(request, headers);
  framed(headers);
  headers.set("Content-Type", "text/html; charset=utf-8");
  const ready = isbot(request.headers.get("user-agent")) ? "onAllReady" : "onShellReady";
  return new Promise((resolve, reject) => {
    let answered = status;
    const { pipe, abort } = renderToPipeableStream(
      <I18nextProvider i18n={textsFor(localeOf(request.url))}>
        <RemixServer context={context} url={request.url} abortDelay={streamTimeout} />
      </I18nextProvider>,
      {
        [ready]() {
          const body = new PassThrough();
          resolve(new Response(createReadableStreamFromReadable(body), { status: answered, headers }));
          pipe(body);
        },
        onShellError: reject,
        onError(error) {
          answered = 500;
          log.error({ event: "page.render_failed", err: error });
        },
      },
    );
    setTimeout(abort, streamTimeout + 1_000).unref();
  });
}

/**
 * What a loader or action threw and did not mean to. The browser is told nothing of it. An aborted request is no error, nor is an address that
 * nobody has: the router's own 404, 403 and 405 would fill the log with what strangers type.
 */
export const handleError: HandleErrorFunction = (error, { request }) => {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  log.error({
    event: "page.failed",
    path: safePath(new URL(request.url).pathname),
    method: request.method,
    err: error,
  });
};
