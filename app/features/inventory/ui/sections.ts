/** The pages of inventory, in the order in which they are offered; a feature that brings a page adds a row, and its word to the texts of inventory. */
export const SECTIONS = [
  { href: "/app/inventory", labelKey: "section.stock" },
  { href: "/app/inventory/edits", labelKey: "section.edits" },
  { href: "/app/inventory/counts", labelKey: "section.counts" },
  { href: "/app/inventory/feeds", labelKey: "section.feeds" },
  { href: "/app/inventory/transfers", labelKey: "section.transfers" },
  { href: "/app/inventory/alerts", labelKey: "section.alerts" },
  { href: "/app/inventory/buffers", labelKey: "section.buffers" },
  { href: "/app/inventory/guard", labelKey: "section.guard" },
  { href: "/app/inventory/shared", labelKey: "section.shared" },
  { href: "/app/inventory/links", labelKey: "section.links" },
] as const;
