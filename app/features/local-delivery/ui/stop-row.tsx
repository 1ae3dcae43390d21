import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Badge, type BadgeTone } from "../../../shell/ui/badge.tsx";
import { SaveFileButton } from "../../../shell/ui/save-file-button.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import type { StopState } from "../domain/stop.ts";
import type { ShownStop } from "../page.server.ts";

const TONES: Readonly<Record<StopState, BadgeTone>> = {
  planned: "neutral",
  out: "info",
  delivered: "success",
  failed: "warning",
  gone: "neutral",
};

/** One delivery of the day: its place in the route, its order, how it went, and its proofs. */
export function StopRow({ stop, children }: { readonly stop: ShownStop; readonly children?: ReactNode }) {
  const { t } = useTranslation("local-delivery");
  const proofs = [stop.hasPhoto && "photo", stop.hasSignature && "signature", stop.hasName && "name"] as const;
  return (
    <Row apart>
      <Stack gap="tight">
        <Row gap="tight">
          {stop.position !== null && <Text strong>{`${stop.position}.`}</Text>}
          <AppLink to={`/app/orders/${stop.orderId}`}>{stop.order}</AppLink>
          {/* What has no place in a route yet stands under a title that says so. */}
          {(stop.state !== "planned" || stop.position !== null) && (
            <Badge tone={TONES[stop.state]}>{t(`state.${stop.state}`)}</Badge>
          )}
          {stop.asked !== "" && <Badge>{t("asked")}</Badge>}
          {stop.problem !== "" && <Badge tone="critical">{t("problem")}</Badge>}
        </Row>
        <Text small tone="subdued">
          {[stop.area, t("units", { count: stop.units }), stop.tries > 0 && t("tries", { count: stop.tries })]
            .filter(Boolean)
            .join(" · ")}
        </Text>
        {stop.windowFrom && stop.windowTo && (
          <Text small>
            <Time at={stop.windowFrom} show="time" /> – <Time at={stop.windowTo} show="time" />
          </Text>
        )}
        {stop.failed !== "" && (
          <Text small tone="critical">
            {t(`reason.${stop.failed}` as "reason.other")}
          </Text>
        )}
        {proofs.some(Boolean) && (
          <Row gap="tight">
            {proofs.flatMap((kind) =>
              kind === false
                ? []
                : [
                    <SaveFileButton
                      key={kind}
                      plain
                      url={`/app/fulfillment/local/${stop.id}/proof/${kind}`}
                      name={`${stop.order}-${kind}`}
                    >
                      {t(`proof.${kind}`)}
                    </SaveFileButton>,
                  ],
            )}
          </Row>
        )}
      </Stack>
      {children}
    </Row>
  );
}
