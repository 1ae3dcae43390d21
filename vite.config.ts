import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";

declare module "@remix-run/node" {
  interface Future {
    // Single fetch breaks the library's redirects out of the frame (Shopify/shopify-app-template-remix#897).
    v3_singleFetch: false;
  }
}

export default defineConfig({
  server: { port: 3000, strictPort: true, allowedHosts: true },
  plugins: [
    remix({
      ignoredRouteFiles: ["**/*"], // every route is in app/routes.ts
      future: {
        v3_fetcherPersist: true,
        // Routes that are discovered on the way are lost when a second navigation cuts into the first: the page went blank (tests/e2e/picking-journey.test.ts).
        v3_lazyRouteDiscovery: false,
        v3_relativeSplatPath: true,
        v3_routeConfig: true,
        v3_singleFetch: false,
        v3_throwAbortReason: true,
      },
    }),
  ],
  build: { assetsInlineLimit: 0, target: "es2022" },
});
