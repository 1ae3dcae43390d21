/** Test vectors that were published, as data. */

/** HMAC-SHA256 of RFC 4231 (those whose key is text): Shopify's webhook signature is this, in base64. https://www.rfc-editor.org/rfc/rfc4231#section-4 */
export const HMAC_SHA256 = [
  {
    secret: "\u000b".repeat(20),
    body: "Hi There",
    hex: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
  },
  {
    secret: "Jefe",
    body: "what do ya want for nothing?",
    hex: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
  },
] as const;

/** https://shopify.dev/docs/apps/build/online-store/app-proxies/authenticate-app-proxies, with and without a signed-in customer. */
export const APP_PROXY = {
  secret: "hush",
  at: 1_317_327_555,
  queries: [
    "extra=1&extra=2&shop=shop-name.myshopify.com&path_prefix=%2Fapps%2Fawesome_reviews&timestamp=1317327555" +
      "&signature=a9718877bea71c2484f91608a7eaea1532bdf71f5c56825065fa4ccabe549ef3",
    "extra=1&extra=2&shop=shop-name.myshopify.com&logged_in_customer_id=1&path_prefix=%2Fapps%2Fawesome_reviews&timestamp=1317327555" +
      "&signature=4c68c8624d737112c91818c11017d24d334b524cb5c2b8ba08daa056f7395ddb",
  ],
} as const;
