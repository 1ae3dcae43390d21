import { index, prefix, route, type RouteConfig } from "@remix-run/route-config";

/** Table 1: every URL that Remix answers. Webhooks and health are answered before Remix, in server.ts. */
export default [
  index("shell/routes/landing.tsx"),
  // Before auth/*: the library answers 500 to its own login path.
  route("auth/login", "shell/routes/login.tsx"),
  route("auth/*", "shell/routes/auth.ts"),
  route("app", "shell/routes/frame.tsx", [
    index("features/home/routes/home.tsx"),
    ...prefix("orders", [
      index("features/orders/routes/orders.tsx"),
      route(":orderId", "features/orders/routes/order.tsx"),
    ]),
    ...prefix("inventory", [
      index("features/inventory/routes/inventory.tsx"),
      route("views", "features/inventory/routes/views.ts"),
      route("alerts", "features/alerts/routes/alerts.tsx"),
      route("buffers", "features/buffers/routes/buffers.tsx"),
      route("guard", "features/guard/routes/guard.tsx"),
      route("differences", "features/inventory/routes/differences.tsx"),
      ...prefix("counts", [
        index("features/counts/routes/counts.tsx"),
        route("new", "features/counts/routes/new.tsx"),
        route("bins", "features/counts/routes/bins.tsx"),
        route(":countId", "features/counts/routes/count.tsx"),
        route(":countId/count", "features/counts/routes/counter.tsx"),
        route(":countId/scans", "features/counts/routes/scans.ts"),
      ]),
      route("shared", "features/shared-items/routes/shared.tsx"),
      ...prefix("links", [
        index("features/links/routes/links.tsx"),
        route(":linkId", "features/links/routes/link.tsx"),
      ]),
      ...prefix("transfers", [
        index("features/transfers/routes/suggestions.tsx"),
        route("all", "features/transfers/routes/transfers.tsx"),
        route("settings", "features/transfers/routes/settings.tsx"),
        route(":transferId", "features/transfers/routes/transfer.tsx"),
        route(":transferId/receive/:shipmentId", "features/transfers/routes/receive.tsx"),
      ]),
      ...prefix("edits", [
        index("features/stock-edits/routes/edits.tsx"),
        route("bulk", "features/stock-edits/routes/bulk.tsx"),
        route(":editId", "features/stock-edits/routes/edit.tsx"),
      ]),
      ...prefix("feeds", [
        index("features/feeds/routes/feeds.tsx"),
        route("new", "features/feeds/routes/new.tsx"),
        route(":feedId", "features/feeds/routes/feed.tsx"),
      ]),
      route(":itemId", "features/inventory/routes/item.tsx"),
    ]),
    ...prefix("automations", [
      index("features/automation/routes/automations.tsx"),
      route("new", "features/automation/routes/new-set.tsx"),
      route("choices", "features/automation/routes/choices.ts"),
      ...prefix(":setId", [
        index("features/automation/routes/set.tsx"),
        route("rules/:ruleId", "features/automation/routes/rule.tsx"),
        route("versions", "features/automation/routes/versions.tsx"),
        route("versions/:versionId", "features/automation/routes/version.tsx"),
        route("history", "features/automation/routes/history.tsx"),
        route("settings", "features/automation/routes/set-settings.tsx"),
      ]),
    ]),
    ...prefix("automations/:setId/open-orders", [
      index("features/retroactive/routes/open-orders.tsx"),
      route("count", "features/retroactive/routes/open-orders-count.ts"),
      route(":seq", "features/retroactive/routes/applied.tsx"),
    ]),
    ...prefix("automations/:setId/replay", [
      index("features/replay/routes/replays.tsx"),
      route(":replayId", "features/replay/routes/replay.tsx"),
      route(":replayId/orders/:position", "features/replay/routes/replay-order.tsx"),
    ]),
    ...prefix("settings", [
      index("features/settings/routes/settings.tsx"),
      route("price-lists", "features/settings/routes/price-lists.tsx"),
      ...prefix("locations", [
        index("features/locations/routes/locations.tsx"),
        route("holidays", "features/locations/routes/holidays.ts"),
        route(":locationId", "features/locations/routes/location.tsx"),
      ]),
    ]),
    route("*", "shell/routes/missing.tsx"),
  ]),
  // What the shopper's extensions ask: no admin, a token of their own.
  route("api/order-status", "features/delivery/routes/order-status.ts"),
  route("app/parcels/:parcelId/label.pdf", "features/fulfillment/routes/label.ts"),
  route("app/inventory/differences.csv", "features/inventory/routes/differences-csv.ts"),
  route("app/inventory/counts/bins.csv", "features/counts/routes/bins-csv.ts"),
  route("app/inventory/counts/:countId/lines.csv", "features/counts/routes/lines-csv.ts"),
  route("app/inventory/transfers/all.csv", "features/transfers/routes/transfers-csv.ts"),
  route("app/inventory/transfers.csv", "features/transfers/routes/suggestions-csv.ts"),
  route("app/inventory/edits/:editId/lines.csv", "features/stock-edits/routes/edit-csv.ts"),
  route("app/inventory/feeds/runs/:runId/lines.csv", "features/feeds/routes/run-csv.ts"),
  route("app/inventory.csv", "features/inventory/routes/inventory-csv.ts"),
  route("app/inventory/alerts.csv", "features/alerts/routes/alerts-csv.ts"),
  route("app/inventory/buffers.csv", "features/buffers/routes/buffers-csv.ts"),
  route("app/inventory/links/:linkId/messages.csv", "features/links/routes/messages-csv.ts"),
  route("app/inventory/shared.csv", "features/shared-items/routes/shared-csv.ts"),
  route("app/settings/price-lists.csv", "features/settings/routes/price-lists-csv.ts"),
  route("app/settings/locations.csv", "features/locations/routes/locations-csv.ts"),
  route("app/automations/:setId/open-orders.csv", "features/retroactive/routes/open-orders-csv.ts"),
  route("app/automations/:setId/rules.json", "features/automation/routes/rules-json.ts"),
  route("app/automations/:setId/replay/:replayId/orders.csv", "features/replay/routes/replay-csv.ts"),
  route("app/orders.csv", "features/orders/routes/orders-csv.ts"),
] satisfies RouteConfig;
