import { useAppBridge } from "@shopify/app-bridge-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../shell/ui/button.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useRefresh } from "../../../shell/ui/use-refresh.ts";
import { SCOPES_TO_MOVE } from "../domain/scopes.ts";

/** Without the scopes nothing of a transfer can be seen or made: says what that means, and asks for them. */
export function ConnectNotice() {
  const { t } = useTranslation("transfers");
  const bridge = useAppBridge();
  const [asked, setAsked] = useState(false);
  const ask = async () => {
    setAsked(true);
    const { result } = await bridge.scopes.request([...SCOPES_TO_MOVE]);
    setAsked(result !== "declined-all");
  };
  return (
    <Notice tone="warning" title={t("connect.title")}>
      <Stack>
        <Text block>{t("connect.text")}</Text>
        {asked ? (
          <Waiting />
        ) : (
          <div>
            <Button onClick={() => void ask()}>{t("connect.grant")}</Button>
          </div>
        )}
      </Stack>
    </Notice>
  );
}

/** The scopes are there; what is under way is read, which takes a moment. */
function Waiting() {
  const { t } = useTranslation("transfers");
  useRefresh(2_000);
  return <Text tone="subdued">{t("connect.waiting")}</Text>;
}
