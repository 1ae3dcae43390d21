import { useTranslation } from "react-i18next";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Badge, type BadgeTone } from "../../../shell/ui/badge.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Heading, Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { wordOf } from "../words.ts";
import { DecisionWords } from "./decision-words.tsx";
import type { OrderData } from "./order-data.ts";
import { OwnNumber } from "./own-number.tsx";
import { useAct } from "./use-act.ts";

type FulfillmentOrder = OrderData["order"]["fulfillmentOrders"][number];

const STATUS_TONES: Readonly<Record<string, BadgeTone>> = {
  OPEN: "attention",
  IN_PROGRESS: "info",
  ON_HOLD: "warning",
  CLOSED: "success",
};

/** Every shipment of the order: from where, why there, and what can be done with it. */
export function ShipsFrom(data: OrderData) {
  const { t } = useTranslation("orders");
  const { order, decisions } = data;
  const shown = new Set(order.fulfillmentOrders.map(({ id }) => id));
  // Shopify replaces a fulfillment order when it moves or splits it; the decision that led there still explains it.
  const earlier = decisions.filter(({ fulfillmentOrderId }) => !shown.has(fulfillmentOrderId));
  return (
    <Card title={t("order.ships.title")}>
      {order.fulfillmentOrders.length === 0 && (
        <Text tone="subdued" block>
          {t("order.ships.empty")}
        </Text>
      )}
      <Stack gap="loose">
        {order.fulfillmentOrders.map((fulfillmentOrder) => (
          <Shipment key={fulfillmentOrder.id} data={data} fulfillmentOrder={fulfillmentOrder} />
        ))}
        {earlier.map((decision) => (
          <DecisionWords key={decision.decisionId} decision={decision} lines={order.lines} />
        ))}
      </Stack>
    </Card>
  );
}

function Shipment({ data, fulfillmentOrder }: { data: OrderData; fulfillmentOrder: FulfillmentOrder }) {
  const { t } = useTranslation("orders");
  const { id, locationId, status, request, fulfillBy, remaining, holds } = fulfillmentOrder;
  const decision = data.decisions.find(({ fulfillmentOrderId }) => fulfillmentOrderId === id);
  const location = locationId === null ? undefined : (data.locations[locationId] ?? locationId);
  return (
    <Stack>
      <Row apart>
        <Heading>{location === undefined ? t("order.ships.nowhere") : t("order.ships.from", { location })}</Heading>
        <Badge tone={STATUS_TONES[status] ?? "neutral"}>{wordOf(t, "order.foStatus", status)}</Badge>
      </Row>
      <Text tone="subdued" block>
        {remaining > 0 ? t("order.ships.units", { count: remaining }) : t("order.ships.nothingLeft")}
      </Text>
      {fulfillBy !== null && remaining > 0 && (
        <Text block>
          {t("order.ships.by")} <Time at={fulfillBy} />
        </Text>
      )}
      {request !== "UNSUBMITTED" && <Text block>{wordOf(t, "order.request", request)}</Text>}
      {holds.map((hold) => (
        <Text key={hold.id} tone="critical" block>
          {t(hold.ours ? "order.ships.holdOurs" : "order.ships.hold", {
            reason: wordOf(t, "order.holdReason", hold.reason),
          })}
        </Text>
      ))}
      {decision ? (
        <DecisionWords
          decision={decision}
          lines={data.order.lines}
          unblocks={data.unblocks.find(({ decisionId }) => decisionId === decision.decisionId)}
        />
      ) : (
        remaining > 0 && data.decisions.length === 0 && <Text block>{t("order.ships.undecided")}</Text>
      )}
      {remaining > 0 && <ShipmentActions data={data} fulfillmentOrder={fulfillmentOrder} />}
    </Stack>
  );
}

function ShipmentActions({ data, fulfillmentOrder }: { data: OrderData; fulfillmentOrder: FulfillmentOrder }) {
  const { t } = useTranslation("orders");
  const { id, status, holds } = fulfillmentOrder;
  const { data: outcome, state, Form, formData } = useAct();
  const busyWith = state === "idle" ? undefined : formData?.get("action");
  const hasParcel = data.parcels.some(({ fulfillmentOrderId, stage }) => fulfillmentOrderId === id && stage !== "void");
  return (
    <Stack>
      {outcome?.status === "refused" && (
        <Text tone="critical" block>
          {wordOf(t, "refused", outcome.code)}
        </Text>
      )}
      <Row>
        {!hasParcel && status !== "ON_HOLD" && (
          <ActionForm form={Form} values={{ action: "ship", fulfillmentOrderId: id }}>
            <Button submit primary busy={busyWith === "ship"} disabled={!data.may.ship}>
              {t("order.ships.ship")}
            </Button>
          </ActionForm>
        )}
        {holds.some(({ ours }) => ours) && (
          <ActionForm form={Form} values={{ action: "release" }}>
            <Button submit busy={busyWith === "release"} disabled={!data.may.release}>
              {t("order.ships.release")}
            </Button>
          </ActionForm>
        )}
        {!hasParcel && status === "OPEN" && (
          <ActionForm form={Form} values={{ action: "decide", fulfillmentOrderId: id }}>
            <Button submit busy={busyWith === "decide"} disabled={!data.may.decide}>
              {t("order.ships.again")}
            </Button>
          </ActionForm>
        )}
      </Row>
      {!hasParcel && status !== "ON_HOLD" && <OwnNumber fulfillmentOrderId={id} disabled={!data.may.ship} />}
    </Stack>
  );
}
