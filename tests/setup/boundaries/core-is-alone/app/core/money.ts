import { z } from "zod";
export const Money = z.number();
