import type { Shape } from "./shape.ts";
export interface Line {
  shape: Shape;
}
