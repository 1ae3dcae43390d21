import { useTranslation } from "react-i18next";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Badge } from "../../../shell/ui/badge.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { DataTable } from "../../../shell/ui/data-table.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useCount } from "../../../shell/ui/use-count.ts";
import { useShop } from "../../../shell/ui/use-shop.ts";
import type { SetupData, ShownCheck } from "./setup-data.ts";
import { SkipButton } from "./skip-button.tsx";
import { useSetup } from "./use-setup.ts";

const TONES = { fine: "success", todo: "attention", unknown: "neutral" } as const;
/** The pages of Shopify's settings where what is about the shop is mended. */
const MENDED_AT = { scopes: "apps", accounts: "customer_accounts", orderPages: "checkout" } as const;

/** What is checked of the shop, why it matters, and where it is mended. */
export function ChecksCard({ checks, lookedAt, looking, mayChange }: Omit<SetupData, "steps" | "sees">) {
  const { t } = useTranslation("onboarding");
  const { Form, busy } = useSetup();
  const open = checks.filter(({ state, skipped }) => state === "todo" && !skipped).length;
  const title = t("checks.title", { count: open });
  return (
    <Card
      title={title}
      padded={false}
      action={
        <ActionForm form={Form} values={{ do: "look" }}>
          <Button submit busy={busy} disabled={!mayChange || looking}>
            {t("checks.again")}
          </Button>
        </ActionForm>
      }
    >
      <div className="e-inset">
        <Text small tone="subdued">
          {looking || lookedAt === null ? (
            t(looking ? "checks.looking" : "checks.never")
          ) : (
            <>
              {t("checks.lookedAt")} <Time at={lookedAt} />
            </>
          )}
        </Text>
      </div>
      <DataTable
        caption={title}
        rows={checks}
        keyOf={({ name }) => name}
        columns={[
          { id: "name", title: t("checks.what"), cell: (check) => <What check={check} /> },
          { id: "state", title: t("checks.state"), cell: (check) => <State check={check} /> },
          {
            id: "do",
            title: t("checks.do"),
            cell: (check) => (
              <Stack gap="tight">
                <Mend check={check} />
                {check.state === "fine" && (
                  <Text small tone="subdued">
                    {t("checks.nothing")}
                  </Text>
                )}
                {check.state !== "fine" && (
                  <SkipButton
                    what={check.name}
                    name={t(`check.${check.name}.title`)}
                    skipped={check.skipped}
                    mayChange={mayChange}
                  />
                )}
              </Stack>
            ),
          },
        ]}
      />
    </Card>
  );
}

interface CheckProps {
  readonly check: ShownCheck;
}

function What({ check: { name } }: CheckProps) {
  const { t } = useTranslation("onboarding");
  return (
    <Stack gap="tight">
      <Text strong>{t(`check.${name}.title`)}</Text>
      <Text small tone="subdued">
        {t(`check.${name}.why`)}
      </Text>
    </Stack>
  );
}

/** What was found, in words; what nobody can know is said, not guessed. */
function State({ check: { name, state, says, found, missing, skipped } }: CheckProps) {
  const { t } = useTranslation("onboarding");
  const count = useCount();
  const number = found === null ? 0 : found.value + (found.more ? 1 : 0);
  return (
    <Stack gap="tight">
      <Row>
        <Badge tone={skipped ? "neutral" : TONES[state]}>{t(skipped ? "state.skipped" : `state.${state}`)}</Badge>
      </Row>
      {state === "todo" && found !== null && (
        <Text small>{t(`check.${name as "sku"}.found`, { count: number, number: count(number) })}</Text>
      )}
      {found === null && <Text small>{t(`check.${name as "accounts"}.says.${says as "todo"}`)}</Text>}
      {missing.length > 0 && (
        <Text small tone="subdued">
          {missing.join(", ")}
        </Text>
      )}
    </Stack>
  );
}

function Mend({ check: { name, state } }: CheckProps) {
  const { t } = useTranslation("onboarding");
  const { domain } = useShop();
  if (state === "fine") return null;
  if (name === "scopes" || name === "accounts" || name === "orderPages") {
    const store = domain.replace(".myshopify.com", "");
    return (
      <AppLink outside to={`https://admin.shopify.com/store/${store}/settings/${MENDED_AT[name]}`}>
        {t(`check.${name}.mend`)}
      </AppLink>
    );
  }
  return state === "unknown" ? null : <AppLink to={`/app/setup/${name}`}>{t("checks.list")}</AppLink>;
}
