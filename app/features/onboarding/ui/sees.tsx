import { useTranslation } from "react-i18next";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { useCount } from "../../../shell/ui/use-count.ts";
import type { SetupData } from "./setup-data.ts";

const numberOf = ({ value, more }: { readonly value: number; readonly more: boolean }) => value + (more ? 1 : 0);

/** What Entrega found when it read the store: what there is, and what does not fit together. */
export function Sees({ sees }: Pick<SetupData, "sees">) {
  const { t } = useTranslation("onboarding");
  const count = useCount();
  const told = (name: "items" | "orders" | "negative" | "unexplained", n: number) =>
    t(`sees.${name}`, { count: n, number: count(n) });
  return (
    <ul className="e-list">
      <li>
        {t("sees.locations", { count: sees.locations, number: count(sees.locations) })}
        {", "}
        {told("items", numberOf(sees.items))}
        {", "}
        {told("orders", numberOf(sees.orders))}
      </li>
      <li>
        <AppLink to="/app/inventory?stock=negative">{told("negative", numberOf(sees.negative))}</AppLink>
      </li>
      <li>
        <AppLink to="/app/inventory/differences">{told("unexplained", numberOf(sees.unexplained))}</AppLink>
      </li>
      <li>
        <AppLink to="/app/deliveries">{t("sees.atRisk", { count: sees.atRisk, number: count(sees.atRisk) })}</AppLink>
      </li>
    </ul>
  );
}
