import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "../../../shell/ui/card.tsx";
import { InputField } from "../../../shell/ui/fields.tsx";
import { Page } from "../../../shell/ui/page.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";
import { findWords, inOrder } from "../domain/find-words.ts";
import { WordEntry } from "./word-entry.tsx";

/** What the words mean that Entrega uses. */
export function WordsPage() {
  const { t, i18n } = useTranslation("help");
  const [typed, setTyped] = useState("");
  const words = inOrder((word) => ({ term: t(`words.${word}.term`), text: t(`words.${word}.text`) }), i18n.language);
  const found = findWords(words, typed);
  return (
    <Page title={t("title")} subtitle={t("subtitle")}>
      <Card>
        <Stack gap="loose">
          <InputField name="word" label={t("search")} value={typed} onChange={setTyped} />
          <div role="status">
            <Text tone="subdued">{found.length === 0 ? t("none") : t("found", { count: found.length })}</Text>
          </div>
          {found.length > 0 && (
            <dl className="e-words">
              {found.map((word) => (
                <WordEntry key={word.word} {...word} />
              ))}
            </dl>
          )}
        </Stack>
      </Card>
    </Page>
  );
}
