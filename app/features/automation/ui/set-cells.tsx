import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../platform/i18n/format.ts";
import { ActionForm } from "../../../shell/ui/action-form.tsx";
import { AppLink } from "../../../shell/ui/app-link.tsx";
import { Button } from "../../../shell/ui/button.tsx";
import { IconButton } from "../../../shell/ui/icon-button.tsx";
import type { PickOption } from "../../../shell/ui/pick-field.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import { useToldFetcher } from "../../../shell/ui/use-told-fetcher.ts";
import type { SetActAnswer } from "../change-set.server.ts";
import type { ListedSet } from "../list-page.server.ts";
import { SetBadges } from "./set-words.tsx";

interface SetCellProps {
  readonly set: ListedSet;
}
interface ActCellProps extends SetCellProps {
  readonly mayChange: boolean;
}

/** What it is called, and what has it run. */
export function NameCell({ set: { setId, name, trigger } }: SetCellProps) {
  const { t } = useTranslation("automation");
  return (
    <Stack gap="tight">
      <AppLink to={`/app/automations/${setId}`}>{name}</AppLink>
      <Text small tone="subdued">
        {t(`trigger.${trigger}`)}
      </Text>
    </Stack>
  );
}

/** The channels it is for. */
export function ChannelsCell({ set, channels }: SetCellProps & { readonly channels: readonly PickOption[] }) {
  const { t } = useTranslation("automation");
  if (set.channels.length === 0) return <Text tone="subdued">{t("page.list.everyChannel")}</Text>;
  return (
    <Text>{set.channels.map((each) => channels.find(({ value }) => value === each)?.label ?? each).join(", ")}</Text>
  );
}

/** Where it stands and since when, and the switch. */
export function StateCell({ set, mayChange }: ActCellProps) {
  const { t } = useTranslation("automation");
  const { act, busy } = useSetAct(set);
  const { pausedAt, live, scheduled, draft, name } = set;
  const word = pausedAt === null ? "pause" : "resume";
  return (
    <Stack gap="tight">
      <SetBadges
        pausedAt={pausedAt}
        live={live}
        scheduled={scheduled}
        draft={draft === null ? null : { number: draft }}
      />
      {pausedAt === null && live !== null && (
        <Text small tone="subdued">
          {t("page.list.since")} <Time at={live.since} />
        </Text>
      )}
      {pausedAt !== null && (
        <Text small tone="subdued">
          {t("page.list.pausedSince")} <Time at={pausedAt} />
        </Text>
      )}
      {scheduled !== null && (
        <Text small tone="subdued">
          {t("page.list.from")} <Time at={scheduled.from} />
        </Text>
      )}
      {(live !== null || scheduled !== null || pausedAt !== null) &&
        act(
          word,
          <Button submit plain busy={busy} disabled={!mayChange} spoken={t(`page.list.${word}Spoken`, { name })}>
            {t(`page.list.${word}`)}
          </Button>,
        )}
    </Stack>
  );
}

/** How often its rules matched, and how often that could not be told. */
export function MatchesCell({ set: { matched30, matched90, unknown30 } }: SetCellProps) {
  const { t, i18n } = useTranslation("automation");
  const number = (value: number) => formatNumber(value, i18n.language);
  return (
    <Stack gap="tight">
      <Text>{t("page.list.matched", { days30: number(matched30), days90: number(matched90) })}</Text>
      {unknown30 > 0 && (
        <Text small tone="critical">
          {t("page.list.unknown", { count: unknown30 })}
        </Text>
      )}
    </Stack>
  );
}

/** The buttons that let it run earlier or later than others of its trigger. */
export function OrderCell({ set, mayChange }: ActCellProps) {
  const { t } = useTranslation("automation");
  const { act, busy } = useSetAct(set);
  const { name, first, last } = set;
  return (
    <Row gap="tight">
      {act(
        "up",
        <IconButton icon="up" submit busy={busy} spoken={t("page.list.up", { name })} disabled={!mayChange || first} />,
      )}
      {act(
        "down",
        <IconButton
          icon="down"
          submit
          busy={busy}
          spoken={t("page.list.down", { name })}
          disabled={!mayChange || last}
        />,
      )}
    </Row>
  );
}

/** A form for each thing that can be done with a set; what came of it is said in a word. */
export function useSetAct({ setId }: { readonly setId: string }) {
  const { t } = useTranslation("automation");
  const { Form, busy } = useToldFetcher<SetActAnswer>(({ did }) => t(`page.set.${did}`));
  return {
    busy,
    act: (act: "up" | "down" | "pause" | "resume", button: ReactNode) => (
      <ActionForm form={Form} values={{ do: act, set: setId }}>
        {button}
      </ActionForm>
    ),
  };
}
