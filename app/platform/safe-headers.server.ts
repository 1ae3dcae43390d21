import type { RequestHandler } from "express";
import { config } from "../config.server.ts";

/** On every answer that does not say otherwise itself. Scans use Shopify's own scanner, proofs the file dialog's camera: nothing else of the device is needed. */
const ALWAYS: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  // Addresses of the frame have a session token in their query.
  "referrer-policy": "strict-origin",
  "permissions-policy": "camera=(self), geolocation=(), microphone=(), payment=(), usb=()",
  // Two years, the browsers' advice; below the app's own host there is nothing of anybody else.
  ...(config.appUrl.startsWith("https:") && { "strict-transport-security": "max-age=63072000; includeSubDomains" }),
};

/** Data needs nothing at all. Of files, labels and slips are shown in a frame of ours, by the browser's own viewer, which some take for an object. */
function policyOf(type: string): string {
  if (/^application\/pdf|^image\//.test(type)) return "base-uri 'none'; frame-ancestors 'self'";
  const nothing = /^(application\/json|text\/(plain|csv))/.test(type) ? "default-src 'none'; " : "";
  return `${nothing}base-uri 'none'; object-src 'none'; frame-ancestors 'self'`;
}

/**
 * Sets them at the last moment, when the answer begins: what a page has said of itself (framing.server.ts) stays, and is not said twice, for two policies
 * would both count.
 */
export const safeHeaders: RequestHandler = (_request, response, next) => {
  const writeHead = response.writeHead.bind(response) as (...parts: unknown[]) => typeof response;
  response.writeHead = ((...parts: unknown[]) => {
    for (const [name, value] of Object.entries(ALWAYS)) if (!response.hasHeader(name)) response.setHeader(name, value);
    // The build's own files say how long they may be kept; everything else is somebody's.
    if (!response.hasHeader("cache-control")) response.setHeader("cache-control", "no-store");
    if (!response.hasHeader("content-security-policy"))
      response.setHeader("content-security-policy", policyOf(String(response.getHeader("content-type") ?? "")));
    return writeHead(...parts);
  }) as typeof response.writeHead;
  next();
};
