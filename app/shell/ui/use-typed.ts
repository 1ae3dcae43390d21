import { useState } from "react";

/** What somebody types into a form of texts before it is sent. `disabled`: it may only be read. */
export function useTyped<Values extends Readonly<Record<string, string>>>(stored: Values, disabled: boolean) {
  const [typed, setTyped] = useState<Values>(stored);
  return {
    typed,
    /** The properties of one field. */
    field: <Name extends keyof Values & string>(name: Name, label: string) => ({
      name,
      label,
      value: typed[name] ?? "",
      disabled,
      onChange: (value: string) => setTyped((before) => ({ ...before, [name]: value })),
    }),
  };
}
