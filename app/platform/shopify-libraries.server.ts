import "./shopify-fetch.server.ts";
import { ApiVersion, LogSeverity, shopifyApi } from "@shopify/shopify-api";
import { config } from "../config.server.ts";

/** Shopify's library with each secret that is good: while the client secret is rotated, Shopify signs with either one for a while. */
export const shopifyLibraries = [config.apiSecret, config.previousApiSecret].flatMap((apiSecretKey) =>
  apiSecretKey === undefined
    ? []
    : shopifyApi({
        apiKey: config.apiKey,
        apiSecretKey,
        apiVersion: ApiVersion.October26,
        hostName: new URL(config.appUrl).host,
        isEmbeddedApp: true,
        logger: { level: LogSeverity.Warning },
      }),
);
