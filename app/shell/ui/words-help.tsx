import { Button, Popover } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { placeOf, type Word } from "../../features/help/domain/words.ts";
import { AppLink } from "./app-link.tsx";
import { Stack } from "./stack.tsx";

/** A small button that says what some words of the page mean, and leads to all of them. */
export function WordsHelp({ words }: { readonly words: readonly Word[] }) {
  const { t } = useTranslation("help");
  const [open, setOpen] = useState(false);
  const [first] = words;
  if (first === undefined) return null;
  return (
    <Popover
      active={open}
      onClose={() => setOpen(false)}
      autofocusTarget="first-node"
      activator={
        <Button variant="tertiary" accessibilityLabel={t("explain")} onClick={() => setOpen(!open)}>
          ?
        </Button>
      }
    >
      <Popover.Section>
        <Stack gap="loose">
          <dl className="e-words">
            {words.map((word) => (
              <div key={word} className="e-word">
                <dt>{t(`words.${word}.term`)}</dt>
                <dd>{t(`words.${word}.text`)}</dd>
              </div>
            ))}
          </dl>
          <AppLink to={placeOf(first)}>{t("all")}</AppLink>
        </Stack>
      </Popover.Section>
    </Popover>
  );
}
