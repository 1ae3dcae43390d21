import { isRouteErrorResponse, useRevalidator, useRouteError } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { Refusal } from "../refusal.ts";
import { Button, LinkButton } from "./button.tsx";
import { Card } from "./card.tsx";
import { Page } from "./page.tsx";
import { Refused } from "./refused.tsx";
import { Row, Stack } from "./stack.tsx";
import { Text } from "./text.tsx";

const KNOWN = { 403: "forbidden", 404: "missing", 409: "stopped", 503: "busy" } as const;
type Kind = (typeof KNOWN)[keyof typeof KNOWN] | "failed";

const AGAIN_MS = 5_000;

/**
 * A page that cannot be shown: what happened and what to do, never the stack. The frame and its navigation stay. What is away comes back within seconds, most
 * times: a page that only looked for news is asked for again by itself.
 */
export function PageError() {
  const { revalidate, state } = useRevalidator();
  return <RouteError again={revalidate} busy={state !== "idle"} />;
}

/** The same where the frame itself is missing: there is nothing on the page to keep, so it is loaded anew. */
export function WholePageError() {
  return <RouteError again={reload} busy={false} />;
}

const reload = () => globalThis.window.location.reload();

interface Again {
  readonly again: () => void;
  readonly busy: boolean;
}

function RouteError({ again, busy }: Again) {
  const error = useRouteError();
  const isAway = isRouteErrorResponse(error) && error.status === 503;
  useEffect(() => {
    if (!isAway || busy) return;
    const timer = globalThis.window.setTimeout(again, AGAIN_MS);
    return () => globalThis.window.clearTimeout(timer);
  }, [isAway, busy, again]);
  if (isRouteErrorResponse(error) && error.status < 400) {
    // The library answers a document request by throwing a page of its own (way out of the frame): shown as it is.
    return <div dangerouslySetInnerHTML={{ __html: String(error.data) }} />;
  }
  const kind = kindOf(error);
  const refusal = kind === "forbidden" && isRouteErrorResponse(error) ? (error.data as Refusal | null) : null;
  return <ErrorScreen kind={kind} refusal={refusal} again={again} busy={busy} />;
}

function kindOf(error: unknown): Kind {
  if (!isRouteErrorResponse(error)) return "failed";
  return error.status in KNOWN ? KNOWN[error.status as keyof typeof KNOWN] : "failed";
}

function ErrorScreen({
  kind,
  refusal,
  again,
  busy,
}: Again & { readonly kind: Kind; readonly refusal: Refusal | null }) {
  const { t } = useTranslation("shell");
  return (
    <Page title={t(`error.${kind}.title`)}>
      <Card>
        <Stack gap="loose">
          {refusal ? <Refused {...refusal} /> : <Text block>{t(`error.${kind}.text`)}</Text>}
          <Row>
            {(kind === "busy" || kind === "failed") && (
              <Button primary busy={busy} onClick={again}>
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
