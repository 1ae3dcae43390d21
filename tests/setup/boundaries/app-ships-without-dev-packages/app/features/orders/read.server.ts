import { z } from "zod";
export const read = z.string();
