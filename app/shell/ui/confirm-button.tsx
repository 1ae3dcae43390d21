import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";
import { Row, Stack } from "./stack.tsx";
import { Text } from "./text.tsx";

interface ConfirmButtonProps {
  readonly children: string;
  /** What happens then, asked before it does. */
  readonly question: string;
  readonly disabled?: boolean;
  readonly plain?: boolean;
  /** When the words alone do not say it ("Delete" which rule?). */
  readonly spoken?: string;
  /** A form whose submit button says yes. */
  readonly yes: ReactNode;
}

/** Asks once more before something that people would not like to have pressed by mistake. The keyboard goes to the answer and comes back. */
export function ConfirmButton({ children, question, yes, ...button }: ConfirmButtonProps) {
  const { t } = useTranslation("shell");
  const [asked, setAsked] = useState<boolean>();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Not at first: nobody has pressed anything yet.
    if (asked !== undefined) box.current?.querySelector("button")?.focus();
  }, [asked]);
  return (
    <div ref={box}>
      {asked ? (
        <Stack>
          <Text block>{question}</Text>
          <Row>
            {yes}
            <Button onClick={() => setAsked(false)}>{t("confirm.no")}</Button>
          </Row>
        </Stack>
      ) : (
        <Button {...button} onClick={() => setAsked(true)}>
          {children}
        </Button>
      )}
    </div>
  );
}
