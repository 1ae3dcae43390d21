import { isRouteErrorResponse, useRevalidator, useRouteError } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "./button.tsx";
import { Card } from "./card.tsx";
import { Page } from "./page.tsx";
import { Row, Stack } from "./stack.tsx";
import { Text } from "./text.tsx";

const KNOWN = { 403: "forbidden", 404: "missing", 409: "stopped", 503: "busy" } as const;
type Kind = (typeof KNOWN)[keyof typeof KNOWN] | "failed";

/** A page that cannot be shown: what happened and what to do, never the stack. The frame and its navigation stay. */
export function PageError() {
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status < 400) {
    // The library answers a document request by throwing a page of its own (way out of the frame): shown as it is.
    return <div dangerouslySetInnerHTML={{ __html: String(error.data) }} />;
  }
  return <ErrorScreen kind={kindOf(error)} />;
}

function kindOf(error: unknown): Kind {
  if (!isRouteErrorResponse(error)) return "failed";
  return error.status in KNOWN ? KNOWN[error.status as keyof typeof KNOWN] : "failed";
}

function ErrorScreen({ kind }: { readonly kind: Kind }) {
  const { t } = useTranslation("shell");
  const { revalidate, state } = useRevalidator();
  return (
    <Page title={t(`error.${kind}.title`)}>
      <Card>
        <Stack gap="loose">
          <Text block>{t(`error.${kind}.text`)}</Text>
          <Row>
            {(kind === "busy" || kind === "failed") && (
              <Button primary busy={state === "loading"} onClick={revalidate}>
                {t("error.again")}
              </Button>
            )}
            <LinkButton to="/app">{t("error.home")}</LinkButton>
          </Row>
        </Stack>
      </Card>
    </Page>
  );
}
