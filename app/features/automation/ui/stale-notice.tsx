import { useTranslation } from "react-i18next";
import { Button } from "../../../shell/ui/button.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import type { RuleSaved } from "../change-rules.server.ts";
import type { Voice } from "../domain/say/voice.ts";
import { RuleWords } from "./rule-words.tsx";

interface StaleNoticeProps {
  readonly answer: Extract<RuleSaved, { status: "stale" }>;
  readonly voice: Voice;
  readonly onKeep: () => void;
  readonly onTake: () => void;
}

/** Somebody else changed the rule meanwhile: what they made of it, and which of the two is to be kept. */
export function StaleNotice({ answer: { theirs }, voice, onKeep, onTake }: StaleNoticeProps) {
  const { t } = useTranslation("automation");
  return (
    <Notice tone="warning" title={t(theirs === null ? "page.stale.gone" : "page.stale.title")}>
      <Stack>
        {theirs !== null && (
          <>
            <Text strong>{theirs.name}</Text>
            <RuleWords rule={theirs} voice={voice} />
          </>
        )}
        <Row>
          <Button onClick={onKeep}>{t("page.stale.keep")}</Button>
          {theirs !== null && (
            <Button plain onClick={onTake}>
              {t("page.stale.take")}
            </Button>
          )}
        </Row>
      </Stack>
    </Notice>
  );
}
