import { Page } from "../../../shell/ui/page.tsx";
export const OrderPage = Page;
