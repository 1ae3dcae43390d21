import { useFetcher } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { tellRead } from "../../../shell/ui/inbox-title.tsx";
import { Row } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useCount } from "../../../shell/ui/use-count.ts";
import type { action } from "../routes/inbox-read.ts";
import type { InboxData } from "./inbox-data.ts";

/** How much is new for the reader, and the button that makes it old. */
export function ReadAll({ fresh }: Pick<InboxData["counts"], "fresh">) {
  const { t } = useTranslation("inbox");
  const count = useCount();
  const { Form, data, state } = useFetcher<typeof action>();
  useEffect(() => {
    if (data) tellRead();
  }, [data]);
  return (
    <Row>
      <span role="status">
        <Text tone="subdued">
          {fresh === 0 ? t("new.none") : t("new.some", { count: fresh, number: count(fresh) })}
        </Text>
      </span>
      {fresh > 0 && (
        <ActionForm form={Form} to="/app/inbox/read" values={{ do: "readAll" }}>
          <Button submit busy={state !== "idle"}>
            {t("new.readAll")}
          </Button>
        </ActionForm>
      )}
    </Row>
  );
}
