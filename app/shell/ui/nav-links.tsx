import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { InboxTitle } from "./inbox-title.tsx";
import { useHref } from "./use-href.ts";
import { useMaySee } from "./use-may.ts";

const ENTRIES = [
  { to: "/app/inbox", name: "inbox" },
  { to: "/app/orders", name: "orders" },
  { to: "/app/fulfillment", name: "fulfillment" },
  { to: "/app/inventory", name: "inventory" },
  // A part of the inventory's page, and all of it that a picker sees.
  { to: "/app/inventory/counts", name: "counts", insteadOf: "/app/inventory" },
  { to: "/app/deliveries", name: "deliveries" },
  { to: "/app/automations", name: "automations" },
  { to: "/app/search", name: "search" },
  { to: "/app/settings", name: "settings" },
] as const;

/** The entries of the navigation behind Home: those whose pages the reader may see. */
export function NavLinks() {
  const { t } = useTranslation("shell");
  const href = useHref();
  const maySee = useMaySee();
  const shown = ENTRIES.filter((entry) => maySee(entry.to) && !("insteadOf" in entry && maySee(entry.insteadOf)));
  return shown.map(({ to, name }) => (
    <Link key={to} to={href(to)}>
      {name === "inbox" ? <InboxTitle /> : t(`nav.${name}`)}
    </Link>
  ));
}
