/** What looks like a secret in a file. Made-up ones of tests are short or say so; a real one has a form. */

const FORMS: readonly (readonly [name: string, form: RegExp])[] = [
  ["a token of Shopify", /\bshp(?:at|ca|pa|ss|rt|tka)_[0-9a-f]{32}\b/],
  ["a private key", /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/],
  ["a key of AWS", /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ["a token of GitHub", /\bgh[pousr]_[0-9A-Za-z]{36}\b/],
  ["a token of npm", /\bnpm_[0-9A-Za-z]{36}\b/],
  ["a key of EasyPost", /\bEZ[AT]K[0-9a-f]{32}[0-9A-Za-z]{10,}\b/],
  ["a token of Shippo", /\bshippo_(?:live|test)_[0-9a-f]{40}\b/],
  ["a session token", /\beyJ[\w-]{15,}\.eyJ[\w-]{15,}\.[\w-]{30,}\b/],
  [
    "a database's password",
    /\bpostgres(?:ql)?:\/\/[\w-]+:(?!app@|app-password@|secret@|password@|owner@)[^\s:@$<{}…]{6,}@(?!localhost|127\.0\.0\.1|example)/,
  ],
  [
    "a key in base64",
    /\b(?:SEAL_KEYS|SEARCH_KEY|SHOPIFY_API_SECRET|OPERATOR_TOKEN|APP_PASSWORD)\s*[=:]\s*["']?(?:\w{1,8}:)?[\w+/]{24,}={0,2}/,
  ],
];

export interface Suspect {
  readonly line: number;
  readonly name: string;
}

/** The lines that look like secrets. What is found is not told: it would be in the log of the check. */
export function suspectsIn(text: string): Suspect[] {
  return text
    .split("\n")
    .flatMap((line, index) => FORMS.filter(([, form]) => form.test(line)).map(([name]) => ({ line: index + 1, name })));
}
