import { cost } from "./cost.ts";
export const decide = () => cost(1);
