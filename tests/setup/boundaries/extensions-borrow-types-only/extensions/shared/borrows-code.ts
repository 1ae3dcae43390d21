// reported
import { empty } from "../../app/features/delivery/domain/view.ts";
export const start = empty;
