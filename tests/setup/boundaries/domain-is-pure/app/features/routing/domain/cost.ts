import { z } from "zod";
import type { Money } from "../../../core/money.ts";
export const cost = (amount: Money) => z.number().parse(amount);
