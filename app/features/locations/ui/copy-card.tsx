import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../shell/ui/button.tsx";
import { Card } from "../../../shell/ui/card.tsx";
import { CheckField } from "../../../shell/ui/check-field.tsx";
import { CheckList } from "../../../shell/ui/check-list.tsx";
import { Row, Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { useToldFetcher } from "../../../shell/ui/use-told-fetcher.ts";
import { SECTION_NAMES } from "../domain/sections.ts";
import type { action } from "../routes/location.tsx";
import type { LocationData } from "./location-data.ts";

interface CopyCardProps extends Pick<LocationData, "location" | "others" | "mayChange"> {
  readonly dirty: boolean;
}

/** The same settings for other locations. */
export function CopyCard({ location, others, dirty, mayChange }: CopyCardProps) {
  const { t } = useTranslation("locations");
  const { state, submit } = useToldFetcher<typeof action>(
    (answer) => answer.status === "copied" && t("copy.copied", { count: answer.count }),
  );
  const [sections, setSections] = useState<readonly string[]>([]);
  const [to, setTo] = useState<readonly string[]>([]);
  if (others.length === 0) return null;
  const hint = dirty ? t("copy.saveFirst") : location.isSet ? "" : t("copy.setFirst");
  const disabled = !mayChange || hint !== "";
  return (
    <Card title={t("copy.title")}>
      <Stack gap="loose">
        <Text tone="subdued" block>
          {t("copy.text")}
        </Text>
        {hint !== "" && <Text block>{hint}</Text>}
        <CheckList
          label={t("copy.sections")}
          choices={SECTION_NAMES.map((value) => ({ value, label: t(`section.${value}`) }))}
          chosen={sections}
          disabled={disabled}
          onChange={setSections}
        />
        <Stack gap="tight">
          <CheckList
            label={t("copy.to")}
            choices={others.map(({ id, name, isSet }) => ({
              value: id,
              label: isSet ? name : t("copy.notYet", { name }),
            }))}
            chosen={to}
            disabled={disabled}
            onChange={setTo}
          />
          <CheckField
            label={t("copy.all")}
            checked={to.length === others.length ? true : to.length === 0 ? false : "indeterminate"}
            disabled={disabled}
            onChange={(all) => setTo(all ? others.map(({ id }) => id) : [])}
          />
        </Stack>
        <Row>
          <Button
            busy={state !== "idle"}
            disabled={disabled || sections.length === 0 || to.length === 0}
            onClick={() => submit({ do: "copy", sections: sections.join(" "), to: to.join(" ") }, { method: "post" })}
          >
            {t("copy.copy")}
          </Button>
        </Row>
      </Stack>
    </Card>
  );
}
