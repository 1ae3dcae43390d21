import { useTranslation } from "react-i18next";
import { InputField, SelectField } from "../../../../shell/ui/fields.tsx";
import { Stack } from "../../../../shell/ui/stack.tsx";
import { Text } from "../../../../shell/ui/text.tsx";
import type { ActionKey } from "../../domain/actions.ts";
import { HOLD_REASONS } from "../../domain/actions/order.ts";
import { SHIP_MODES } from "../../domain/actions/parcels.ts";
import type { DraftCondition } from "../../domain/edit/group.ts";
import { keyOf } from "../../domain/edit/path.ts";
import type { ParameterName } from "../../domain/edit/step.ts";
import { useBuilding } from "./building.ts";
import { DeadlineFields, RecipientFields, ReleaseFields } from "./choice-fields.tsx";
import { GroupEditor } from "./group-editor.tsx";
import { MoneyField } from "./number-fields.tsx";
import { OneOfList, type ParameterProps } from "./one-of-list.tsx";

/** One of the things an action needs to know. */
export function ParameterEditor({
  at,
  action,
  name,
  value,
}: Omit<ParameterProps, "label"> & { readonly action: ActionKey; readonly name: ParameterName }) {
  const { t } = useTranslation("automation");
  const { edit, errorIn, disabled } = useBuilding();
  const label = t(`page.parameter.${action}.${name}` as "page.parameter.hold.reason");
  const set = (typed: unknown) => edit({ do: "set", at, value: typed });
  const field = { name: keyOf(at), label, error: errorIn(at), disabled };
  const text = typeof value === "string" ? value : "";
  switch (name) {
    case "where":
      return (
        <Stack>
          <Text strong>{label}</Text>
          <GroupEditor at={at} condition={value as DraftCondition} scope="location" label={label} />
        </Stack>
      );
    case "by":
    case "value":
      return <MoneyField {...field} value={value} onChange={set} />;
    case "mode":
      return (
        <SelectField
          {...field}
          value={text}
          choices={SHIP_MODES.map((mode) => ({ value: mode, label: t(`step.ship.${mode}`) }))}
          onChange={set}
        />
      );
    case "reason":
      return (
        <SelectField
          {...field}
          value={text}
          choices={HOLD_REASONS.map((reason) => ({ value: reason, label: t(`holdReason.${reason}`) }))}
          onChange={set}
        />
      );
    case "level":
      return (
        <SelectField
          {...field}
          value={String(value)}
          choices={[1, 2, 3, 4, 5].map((level) => ({ value: String(level), label: t("step.priority", { level }) }))}
          onChange={(typed) => set(Number(typed))}
        />
      );
    case "carrier":
      return <OneOfList at={at} label={label} value={value} list="carriers" />;
    case "service":
      return <InputField {...field} value={text} onChange={set} />;
    case "note":
    case "text":
      return <InputField {...field} lines={2} value={text} onChange={set} />;
    case "tag":
      return <OneOfList at={at} label={label} value={value} list="orderTags" free empty="" />;
    case "location":
      return <OneOfList at={at} label={label} value={value} list="services" />;
    case "staff":
      return <OneOfList at={at} label={label} value={value} list="staff" />;
    case "release":
      return <ReleaseFields at={at} label={label} value={value} />;
    case "within":
      return <DeadlineFields at={at} label={label} value={value} />;
    case "to":
      return <RecipientFields at={at} label={label} value={value} />;
  }
}
