// reported
import type { Plan } from "../features/routing/domain/plan.ts";
export const count = (plan: Plan) => plan.legs;
