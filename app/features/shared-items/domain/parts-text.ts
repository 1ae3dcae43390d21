/** A part as somebody typed it: a SKU, a barcode or `#number`, and how many. */
export interface TypedPart {
  readonly code: string;
  readonly quantity: number;
}

/** `CUP-1 x 6, LID-1` → six of CUP-1 and one of LID-1. The sign for "times" is x, × or *, with a space before it. */
export function readParts(text: string): TypedPart[] {
  return text
    .split(/[,;\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const [, code = "", quantity = ""] = /^(.*\S)\s+[x×*]\s*(\d{1,9})$/iu.exec(line) ?? [];
      return code === "" ? { code: line, quantity: 1 } : { code, quantity: Number(quantity) };
    });
}
