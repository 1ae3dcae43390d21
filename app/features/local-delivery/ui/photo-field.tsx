import { useId, type ChangeEvent } from "react";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";

interface PhotoFieldProps {
  readonly label: string;
  /** A data URL; empty: none was taken. */
  readonly value: string;
  readonly onChange: (url: string) => void;
}

/** As much as a door needs: a phone's photo of 12 megapixels would take a minute to send. */
const MOST_PIXELS = 1_280;

/** A photo from the phone's camera, made smaller on the phone. */
export function PhotoField({ label, value, onChange }: PhotoFieldProps) {
  const id = useId();
  const take = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (file) void smaller(file).then(onChange, () => onChange(""));
    else onChange("");
  };
  return (
    <Stack gap="tight">
      <label htmlFor={id}>
        <Text>{label}</Text>
      </label>
      <input id={id} type="file" accept="image/*" capture="environment" onChange={take} />
      {value !== "" && <img src={value} alt={label} className="e-proof" />}
    </Stack>
  );
}

async function smaller(file: File): Promise<string> {
  const image = await createImageBitmap(file);
  const scale = Math.min(1, MOST_PIXELS / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/jpeg", 0.8);
}
