import type { View } from "../../app/features/delivery/domain/view.ts";
export const merge = (view: View) => view.stage;
