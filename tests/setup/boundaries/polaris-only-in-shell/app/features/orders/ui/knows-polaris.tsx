// reported
import { Card } from "@shopify/polaris";
export const OrderCard = Card;
