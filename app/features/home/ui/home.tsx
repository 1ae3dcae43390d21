import { useTranslation } from "react-i18next";
import { Card } from "../../../shell/ui/card.tsx";
import { Empty } from "../../../shell/ui/empty.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { Tiles } from "../../../shell/ui/stack.tsx";
import { Stat } from "../../../shell/ui/stat.tsx";
import { useCount } from "../../../shell/ui/use-count.ts";
import { useMay } from "../../../shell/ui/use-may.ts";
import { useRefresh } from "../../../shell/ui/use-refresh.ts";
import type { HomeData } from "../home-page.server.ts";
import { AtRisk } from "./at-risk.tsx";
import { BlockedOrders } from "./blocked-orders.tsx";
import { ImportProgress, isImporting } from "./import-progress.tsx";
import { NeedyOrders } from "./needy-orders.tsx";
import { Observing } from "./observing.tsx";
import { PlanCard } from "./plan-card.tsx";
import { RunsOut } from "./runs-out.tsx";
import { SetupCard } from "./setup-card.tsx";

const IMPORTING_MS = 2_000;
const LIVE_MS = 15_000;

/** What needs somebody now, and how the day stands. Refreshes itself while it is on screen. */
export function Home(data: HomeData) {
  const { imports, counts, setup, plan, atRisk, blocked, needy, stock, setAside, switches, decided } = data;
  const { t } = useTranslation("home");
  const may = useMay();
  const [stocks, sets] = [may("seeStock"), may("seeSettings")];
  useRefresh(isImporting(imports) ? IMPORTING_MS : LIVE_MS);
  return (
    <Page title={t("title")}>
      <ImportProgress imports={imports} />
      {sets && <SetAside count={setAside} />}
      {sets && <SetupCard setup={setup} />}
      <PlanCard plan={plan} />
      {counts.any ? (
        <>
          <Counts counts={counts} />
          <AtRisk atRisk={atRisk} />
          <BlockedOrders {...blocked} />
          <NeedyOrders orders={needy} />
          {stocks && <RunsOut stock={stock} />}
          {sets && <Observing switches={switches} decided={decided} />}
        </>
      ) : (
        <>
          <Card padded={false}>
            <Empty title={t("empty.title")}>{t("empty.text")}</Empty>
          </Card>
          {stocks && <RunsOut stock={stock} />}
          {sets && <Observing switches={switches} decided={decided} />}
        </>
      )}
    </Page>
  );
}

/** Things of the store we could not read; nothing when there are none. */
function SetAside({ count }: { readonly count: number }) {
  const { t } = useTranslation("home");
  if (count === 0) return null;
  const action = { label: t("setAside.look"), to: "/app/settings" };
  return (
    <Notice tone="warning" title={t("setAside.title", { count })} action={action}>
      {t("setAside.text", { count })}
    </Notice>
  );
}

function Counts({ counts }: Pick<HomeData, "counts">) {
  const { t } = useTranslation("home");
  const count = useCount();
  return (
    <section aria-label={t("counts.title")}>
      <Tiles>
        <Stat label={t("counts.open")} value={count(counts.open)} to="/app/orders?stage=open" />
        <Stat label={t("counts.held")} value={count(counts.held)} to="/app/orders?stage=held" />
        <Stat label={t("counts.moving")} value={count(counts.moving)} to="/app/orders?stage=shipped" />
        <Stat label={t("counts.delivered")} value={count(counts.delivered)} to="/app/orders?stage=delivered" />
        <Stat
          label={t("counts.problem")}
          value={count(counts.problem)}
          to="/app/orders?stage=problem"
          tone={counts.problem > 0 ? "critical" : "normal"}
        />
      </Tiles>
    </section>
  );
}
