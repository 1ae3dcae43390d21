import { useId } from "react";
import { useTranslation } from "react-i18next";
import { formatMoney } from "../../../core/money.ts";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Heading, Text } from "../../../shell/ui/text.tsx";
import { COST_FIELDS, type CostTexts } from "../domain/cost-form.ts";
import type { SaveOutcome } from "../save-settings.server.ts";

type Tried = Extract<SaveOutcome, { status: "previewed" }>;
type Preview = NonNullable<Tried["preview"]>;

interface CostPreviewProps {
  /** What stands in the fields now. */
  readonly texts: CostTexts;
  readonly disabled: boolean;
  readonly busy: boolean;
  /** Null: nothing was tried yet. */
  readonly tried: Tried | null;
  readonly onTry: (texts: CostTexts) => void;
}

/** What the numbers in the fields would have changed about the newest orders, before they are saved. */
export function CostPreview({ texts, disabled, busy, tried, onTry }: CostPreviewProps) {
  const { t } = useTranslation("settings");
  const said = useId();
  const isCurrent = tried !== null && COST_FIELDS.every(({ name }) => tried.texts[name] === texts[name]);
  return (
    <Stack>
      <Heading>{t("preview.title")}</Heading>
      <Text tone="subdued" block>
        {t("preview.text")}
      </Text>
      <Row>
        <Button busy={busy} disabled={disabled} onClick={() => onTry(texts)}>
          {t("preview.try")}
        </Button>
      </Row>
      <div role="status" aria-labelledby={said}>
        <span id={said} className="e-hidden">
          {t("preview.title")}
        </span>
        {tried !== null && !isCurrent && <Notice title={t("preview.outdated")} />}
        {tried !== null && isCurrent && (tried.preview === null ? <Nothing /> : <Told preview={tried.preview} />)}
      </div>
    </Stack>
  );
}

function Nothing() {
  const { t } = useTranslation("settings");
  return <Notice title={t("preview.nothing")}>{t("preview.nothingText")}</Notice>;
}

const FEW_DIGITS = { maximumFractionDigits: 1 } as const;
/** Expected numbers below a tenth are none. */
const NONE = 0.05;

function Told({ preview }: { readonly preview: Preview }) {
  const { t, i18n } = useTranslation("settings");
  const { orders, changed, comparable, lateKnown, before, after, currency, doubts, rows } = preview;
  const money = (minor: number) => formatMoney({ minor, currency }, i18n.language);
  const few = (value: number) => new Intl.NumberFormat(i18n.language, FEW_DIGITS).format(value);
  const paid = after.paidMinor - before.paidMinor;
  const parcels = after.parcels - before.parcels;
  const waiting = after.waiting - before.waiting;
  const late = after.late - before.late;
  const sentences = [
    ...(parcels === 0
      ? []
      : [t(parcels < 0 ? "preview.fewerParcels" : "preview.moreParcels", { count: Math.abs(parcels) })]),
    ...(waiting === 0 ? [] : [t(waiting < 0 ? "preview.fewerWait" : "preview.moreWait", { count: Math.abs(waiting) })]),
    ...(comparable === 0 ? [t("preview.paidUnknown")] : []),
    ...(comparable > 0 && paid === 0 ? [t("preview.paidSame", { now: money(before.paidMinor) })] : []),
    ...(comparable > 0 && paid !== 0
      ? [
          t(paid < 0 ? "preview.paidLess" : "preview.paidMore", {
            amount: money(Math.abs(paid)),
            now: money(before.paidMinor),
            count: comparable,
          }),
        ]
      : []),
    lateKnown === 0
      ? t("preview.lateUnknown")
      : Math.abs(late) < NONE
        ? t("preview.lateSame", { count: lateKnown })
        : t(late < 0 ? "preview.lateFewer" : "preview.lateMore", { amount: few(Math.abs(late)), count: lateKnown }),
    ...(["unreadable", "otherCurrency", "cutShort"] as const).flatMap((doubt) =>
      doubts[doubt] === 0 ? [] : [t(`preview.${doubt}`, { count: doubts[doubt] })],
    ),
  ];
  return (
    <Stack>
      <Text strong block>
        {changed === 0
          ? t("preview.none", { count: orders })
          : t("preview.some", { count: changed, orders: t("preview.orders", { count: orders }) })}
      </Text>
      <ul className="e-list">
        {sentences.map((sentence) => (
          <li key={sentence}>
            <Text>{sentence}</Text>
          </li>
        ))}
      </ul>
      {rows.length > 0 && <ChangedOrders rows={rows} money={money} />}
    </Stack>
  );
}

interface ChangedOrdersProps {
  readonly rows: Preview["rows"];
  readonly money: (minor: number) => string;
}

function ChangedOrders({ rows, money }: ChangedOrdersProps) {
  const { t } = useTranslation("settings");
  const places = (names: readonly string[]) => (names.length === 0 ? t("preview.waits") : names.join(", "));
  const cost = (minor: number | null) => (minor === null ? t("preview.unknown") : money(minor));
  return (
    <DataTable
      caption={t("preview.caption")}
      rows={[...rows.entries()]}
      keyOf={([index]) => String(index)}
      columns={[
        {
          id: "order",
          title: t("preview.order"),
          cell: ([, { orderId, name }]) => <AppLink to={`/app/orders/${orderId}`}>{name ?? orderId}</AppLink>,
        },
        { id: "from", title: t("preview.from"), cell: ([, { from }]) => places(from) },
        { id: "to", title: t("preview.to"), cell: ([, { to }]) => places(to) },
        { id: "before", title: t("preview.before"), numeric: true, cell: ([, { beforeMinor }]) => cost(beforeMinor) },
        { id: "after", title: t("preview.after"), numeric: true, cell: ([, { afterMinor }]) => cost(afterMinor) },
      ]}
    />
  );
}
