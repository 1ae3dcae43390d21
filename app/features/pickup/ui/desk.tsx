import { useFetcher, useNavigate } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { CameraButton } from "../../../shell/ui/camera-button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { ScanField } from "../../../shell/ui/scan-field.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { useHref } from "../../../shell/ui/use-href.ts";
import type { action } from "../routes/pickups.tsx";

/** Somebody came: their code, scanned or typed, opens their pickup. */
export function Desk() {
  const { t } = useTranslation("pickup");
  const fetcher = useFetcher<typeof action>();
  const navigate = useNavigate();
  const href = useHref();
  const [code, setCode] = useState("");
  const answer = fetcher.state === "idle" ? fetcher.data : undefined;
  useEffect(() => {
    if (answer?.status === "found")
      navigate(href(`/app/fulfillment/pickups/${answer.fulfillmentOrderId}?code=${encodeURIComponent(code)}`));
    // Each answer leads there once.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [answer]);
  const scan = (text: string) => {
    setCode(text);
    void fetcher.submit({ code: text }, { method: "post" });
  };
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
