import { useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CameraButton } from "../../../shell/ui/camera-button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { ScanField } from "../../../shell/ui/scan-field.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import type { DeskAnswer } from "../desk.server.ts";

type Refused = Extract<DeskAnswer, { status: "refused" }>;

/** Somebody came: their code, scanned or typed, opens their pickup. */
export function Desk() {
  const { t } = useTranslation("pickup");
  const fetcher = useFetcher<Refused>();
  const scan = (code: string) => fetcher.submit({ code }, { method: "post", action: "/app/fulfillment/pickups?index" });
  const answer = fetcher.state === "idle" ? fetcher.data : undefined;
  return (
    <Card>
      <Stack gap="loose">
        <ScanField label={t("desk.scan")} button={t("desk.find")} onScan={scan} />
        <CameraButton label={t("desk.camera")} failed={t("desk.cameraFailed")} onScan={scan} />
        {answer?.status === "refused" && <Notice tone="critical" title={t(`refused.${answer.code}`)} />}
      </Stack>
    </Card>
  );
}
