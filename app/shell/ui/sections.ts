/** Parts of the app that have several pages, each in the order in which they are offered. A page that is added needs a row here and its word in the shell's texts. */
export const SECTIONS = {
  fulfillment: [
    { to: "/app/fulfillment", word: "section.queue" },
    { to: "/app/fulfillment/suggestions", word: "section.suggestions" },
    { to: "/app/fulfillment/batches", word: "section.batches" },
    { to: "/app/fulfillment/pack", word: "section.pack" },
    { to: "/app/fulfillment/documents", word: "section.paper" },
    { to: "/app/fulfillment/manifests", word: "section.manifests" },
    { to: "/app/fulfillment/pickups", word: "section.pickups" },
    { to: "/app/fulfillment/local", word: "section.local" },
  ],
  inventory: [
    { to: "/app/inventory", word: "section.stock" },
    { to: "/app/inventory/differences", word: "section.differences" },
    { to: "/app/inventory/edits", word: "section.edits" },
    { to: "/app/inventory/counts", word: "section.counts" },
    { to: "/app/inventory/feeds", word: "section.feeds" },
    { to: "/app/inventory/transfers", word: "section.transfers" },
    { to: "/app/inventory/alerts", word: "section.alerts" },
    { to: "/app/inventory/buffers", word: "section.buffers" },
    { to: "/app/inventory/guard", word: "section.guard" },
    { to: "/app/inventory/shared", word: "section.shared" },
    { to: "/app/inventory/links", word: "section.links" },
  ],
  deliveries: [
    { to: "/app/deliveries", word: "section.risks" },
    { to: "/app/deliveries/on-time", word: "section.onTime" },
    { to: "/app/deliveries/reports", word: "section.reports" },
  ],
} as const;
export type Section = keyof typeof SECTIONS;

/** Which page of a section an address belongs to: the one whose own address is the longest part of it. */
export function pageOfSection(section: Section, pathname: string): string | undefined {
  return SECTIONS[section]
    .map(({ to }) => to)
    .filter((to) => pathname === to || pathname.startsWith(`${to}/`))
    .toSorted((a, b) => b.length - a.length)[0];
}
