import { Money } from "./money.ts";
export const price = Money.parse(1);
