import { useRef, useState, type PointerEvent } from "react";
import { Button } from "../../../shell/ui/button.tsx";
import { Stack } from "../../../shell/ui/stack.tsx";
import { Text } from "../../../shell/ui/text.tsx";

interface SignatureFieldProps {
  readonly label: string;
  readonly clear: string;
  /** A data URL after each stroke; empty when it was wiped. */
  readonly onChange: (url: string) => void;
}

/** Drawn with a finger, a pen or a mouse. Whoever cannot draw gives a name: one proof is enough. */
export function SignatureField({ label, clear, onChange }: SignatureFieldProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isDrawing, setDrawing] = useState(false);
  const point = (event: PointerEvent<HTMLCanvasElement>) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    const { width: across, height: down } = event.currentTarget;
    return [((event.clientX - left) * across) / width, ((event.clientY - top) * down) / height] as const;
  };
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    const pen = event.currentTarget.getContext("2d");
    pen?.beginPath();
    pen?.moveTo(...point(event));
    setDrawing(true);
  };
  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    const pen = event.currentTarget.getContext("2d");
    if (!isDrawing || !pen) return;
    pen.lineWidth = 3;
    pen.lineCap = "round";
    pen.lineTo(...point(event));
    pen.stroke();
  };
  const end = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!isDrawing) return;
    setDrawing(false);
    onChange(event.currentTarget.toDataURL("image/png"));
  };
  const wipe = () => {
    const { current } = canvas;
    current?.getContext("2d")?.clearRect(0, 0, current.width, current.height);
    onChange("");
  };
  return (
    <Stack gap="tight">
      <Text>{label}</Text>
      <canvas
        ref={canvas}
        width={600}
        height={200}
        role="img"
        aria-label={label}
        className="e-signature"
        onPointerDown={begin}
        onPointerMove={draw}
        onPointerUp={end}
        onPointerCancel={end}
      />
      <div>
        <Button plain onClick={wipe}>
          {clear}
        </Button>
      </div>
    </Stack>
  );
}
