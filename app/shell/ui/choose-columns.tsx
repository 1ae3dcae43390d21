import { Button, ChoiceList, Popover } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";

interface ChooseColumnsProps {
  readonly columns: readonly { readonly value: string; readonly label: string }[];
  readonly chosen: readonly string[];
  /** Told when the menu closes, once. */
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Which columns a list shows. */
export function ChooseColumns({ columns, chosen, onChange }: ChooseColumnsProps) {
  const { t } = useTranslation("shell");
  const [picked, setPicked] = useState<readonly string[]>();
  const close = () => {
    if (picked !== undefined && picked.join() !== chosen.join()) onChange(picked);
    setPicked(undefined);
  };
  return (
    <Popover
      active={picked !== undefined}
      activator={
        <Button disclosure onClick={() => (picked === undefined ? setPicked(chosen) : close())}>
          {t("list.columns")}
        </Button>
      }
      onClose={close}
      sectioned
    >
      <ChoiceList
        allowMultiple
        title={t("list.columns")}
        choices={[...columns]}
        selected={[...(picked ?? chosen)]}
        onChange={setPicked}
      />
    </Popover>
  );
}
