import { OutsidePage } from "../ui/outside-page.tsx";

export const handle = { i18n: ["shell"] };

/** Where the library sends requests without a shop. There is nothing to type in: Shopify knows who is asking. */
export default function Login() {
  return <OutsidePage reason="outside" />;
}
