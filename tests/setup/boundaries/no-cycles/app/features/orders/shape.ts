import type { Line } from "./line.ts";
export interface Shape {
  lines: Line[];
}
