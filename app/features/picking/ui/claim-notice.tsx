import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../shell/ui/button.tsx";
import { SelectField } from "../../../shell/ui/fields.tsx";
import { Notice } from "../../../shell/ui/notice.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { Time } from "../../../shell/ui/time.tsx";
import type { Claimed } from "../claims.server.ts";

const WHYS = ["shift", "absent", "device", "other"] as const;

interface ClaimNoticeProps {
  readonly held: Extract<Claimed, { status: "held" }>;
  readonly busy: boolean;
  readonly onTakeOver: (why: (typeof WHYS)[number]) => void;
}

/** Somebody else has it: who, since when, and a way to take it over when they have left it lying. */
export function ClaimNotice({ held: { name, since, mayTakeOver }, busy, onTakeOver }: ClaimNoticeProps) {
  const { t } = useTranslation("picking");
  const [why, setWhy] = useState<(typeof WHYS)[number]>("shift");
  return (
    <Notice tone="warning" title={t("claim.held", { name: name === "" ? t("claim.somebody") : name })}>
      <Stack>
        <Text>
          {t("claim.since")} <Time at={since} />. {mayTakeOver ? t("claim.may") : t("claim.wait")}
        </Text>
        {mayTakeOver && (
          <Row low>
            <SelectField
              name="why"
              label={t("claim.why")}
              value={why}
              choices={WHYS.map((value) => ({ value, label: t(`why.${value}`) }))}
              onChange={(value) => setWhy(WHYS.find((each) => each === value) ?? "other")}
            />
            <Button busy={busy} onClick={() => onTakeOver(why)}>
              {t("claim.takeOver")}
            </Button>
          </Row>
        )}
      </Stack>
    </Notice>
  );
}
