import { useRevalidator } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../shell/ui/button.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { NEEDED } from "../domain/scopes.ts";

/** What the shop has to allow in Shopify first, and a button that asks for it. Only the store's owner and staff who may manage apps can say yes. */
export function AllowNotice({ part }: { readonly part: keyof typeof NEEDED }) {
  const { t } = useTranslation("guard");
  const bridge = useAppBridge();
  const { revalidate } = useRevalidator();
  const [state, setState] = useState<"open" | "asking" | "granted">("open");
  const ask = async () => {
    setState("asking");
    const { result } = await bridge.scopes.request([...NEEDED[part]]);
    setState(result === "granted-all" ? "granted" : "open");
    bridge.toast.show(t(result === "granted-all" ? "allow.granted" : "allow.declined"));
    revalidate();
  };
  return (
    <Notice tone="warning" title={t(`allow.${part}.title`)}>
      <Stack>
        <Text block>{t(state === "granted" ? "allow.soon" : `allow.${part}.text`)}</Text>
        {state !== "granted" && (
          <div>
            <Button busy={state === "asking"} onClick={() => void ask()}>
              {t("allow.ask")}
            </Button>
          </div>
        )}
      </Stack>
    </Notice>
  );
}
