import { useFetcher } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { Progress } from "../../../shell/ui/progress.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { OpenCount } from "../../retroactive/domain/open-count.ts";

interface OpenOrdersCardProps {
  readonly setId: string;
  /** Which version is looked at. */
  readonly versionId: string;
}

/** How many open orders a version of routing rules would change (features/retroactive). Asks by itself, so that its page need not wait. */
export function OpenOrdersCard({ setId, versionId }: OpenOrdersCardProps) {
  const { t } = useTranslation("retroactive");
  const { load, data } = useFetcher<OpenCount | null>();
  const path = `/app/automations/${setId}/open-orders`;
  useEffect(() => {
    load(`${path}/count?version=${versionId}`);
  }, [load, path, versionId]);
  if (data === null) return null;
  return (
    <Card title={t("page.title")}>
      {data === undefined ? (
        <Progress label={t("card.looking")} detail={t("card.detail")} percent={null} />
      ) : (
        <Stack>
          <Text block>
            {data.tried === 0
              ? t("card.none")
              : data.count === 0
                ? t("card.same", { count: data.tried })
                : t("count", { count: data.count })}
          </Text>
          {data.count > 0 && (
            <Row>
              <LinkButton to={`${path}?version=${versionId}`}>
                {t(data.isLive ? "card.showLive" : "card.show")}
              </LinkButton>
            </Row>
          )}
        </Stack>
      )}
    </Card>
  );
}
