import type { useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatMoney } from "../../../core/money.ts";
import { Button } from "../../../shell/ui/button.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { action } from "../routes/weigh.tsx";

type Weighed = NonNullable<ReturnType<typeof useFetcher<typeof action>>["data"]>;
type Offer = Extract<Weighed, { status: "offer" }>;
type Price = Offer["was"];

interface Props {
  readonly answer: Weighed;
  readonly busy: boolean;
  /** There is a label to be given back; else the parcel has none. */
  readonly isFirst: boolean;
  readonly onReplace: (offered: string) => void;
}

/** What came of weighing a parcel again, and the button that has its label replaced. */
export function Answer({ answer, busy, isFirst, onReplace }: Props) {
  const { t } = useTranslation(["picking", "orders"]);
  switch (answer.status) {
    case "replacing":
    case "offList":
      return null;
    case "fits":
      return <Said tone="success" title={t("picking:weigh.fits", { grams: answer.weighed })} />;
    case "same":
      return <Said tone="success" title={t("picking:weigh.same", { grams: answer.weighed })} />;
    case "away":
      return <Said tone="critical" title={t("picking:weigh.away")} />;
    case "notTaken":
      return <Said tone="critical" title={t("picking:weigh.notTaken")} text={answer.codes.join(", ")} />;
    case "refused":
      return <Said tone="critical" title={whyNot(t, answer.code)} />;
    case "offer":
      return <Offered offer={answer} busy={busy} isFirst={isFirst} onReplace={onReplace} />;
  }
}

function Said(props: { readonly tone: "success" | "critical"; readonly title: string; readonly text?: string }) {
  const { tone, title, text } = props;
  return (
    <div role={tone === "critical" ? "alert" : "status"}>
      <Notice tone={tone} title={title}>
        {text}
      </Notice>
    </div>
  );
}

function Offered({ offer, busy, isFirst, onReplace }: Omit<Props, "answer"> & { readonly offer: Offer }) {
  const { t, i18n } = useTranslation("picking");
  const { was, offered, weighed } = offer;
  const money = (price: Price) => (price === null ? t("weigh.unknownCost") : formatMoney(price, i18n.language));
  const more = offered !== null && was?.currency === offered.currency ? offered.minor - was.minor : null;
  const difference =
    more === null
      ? null
      : t(more > 0 ? "weigh.dearer" : "weigh.cheaper", {
          amount: formatMoney({ minor: Math.abs(more), currency: offered?.currency ?? "" }, i18n.language),
        });
  return (
    <Stack>
      <div role="alert">
        <Notice tone="warning" title={t("weigh.off", { grams: weighed })}>
          {[offer.changed && t("weigh.changed"), offer.otherService && t("weigh.otherService"), difference]
            .filter(Boolean)
            .join(" ")}
        </Notice>
      </div>
      <DataTable<{ readonly what: string; readonly price: Price }>
        caption={t("weigh.prices")}
        rows={[
          { what: t("weigh.old"), price: was },
          { what: t("weigh.new"), price: offered },
        ]}
        keyOf={({ what }) => what}
        columns={[
          { id: "what", title: t("weigh.label"), cell: ({ what }) => what },
          { id: "price", title: t("weigh.cost"), numeric: true, cell: ({ price }) => money(price) },
        ]}
      />
      <Text block>{t(isFirst ? "weigh.replaceDo" : "weigh.buyDo")}</Text>
      <Row>
        <Button primary busy={busy} onClick={() => onReplace(String(offered?.minor ?? ""))}>
          {t(isFirst ? "weigh.replace" : "weigh.buy")}
        </Button>
      </Row>
    </Stack>
  );
}

const OWN = ["gone", "underWay", "onItsWay", "ownLabel", "cannotVoid", "notTold", "onList"] as const;

/** What stands in the way, in words. */
function whyNot(t: ReturnType<typeof useTranslation<["picking", "orders"]>>["t"], code: string): string {
  const own = OWN.find((each) => each === code);
  if (own !== undefined) return t(`picking:weigh.refused.${own}`);
  if (code === "noBox") return t("picking:refused.noBox");
  return t(code === "sender_address" ? "orders:reason.sender_address" : "orders:reason.recipient_address");
}
