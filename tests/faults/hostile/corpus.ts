/** What nobody sends who means well: drawn from a seed, so that every request can be made again. */

export type Random = () => number;

export const pick = <T>(random: Random, list: readonly T[]): T => {
  const chosen = list[Math.floor(random() * list.length)];
  if (chosen === undefined) throw new RangeError("nothing to pick from");
  return chosen;
};
const below = (random: Random, most: number) => Math.floor(random() * most);

/** Texts that are something else somewhere: to SQL, JSON, HTML, a shell, a spreadsheet, a prototype, PostgreSQL's text, a 64-bit column. */
const TEXTS: readonly string[] = [
  "",
  " ",
  "0",
  "-1",
  "1e3",
  "NaN",
  "Infinity",
  "9007199254740993",
  "9223372036854775807",
  "9223372036854775808",
  "18446744073709551616",
  "9999999999999999999",
  "0x10",
  "١٢٣",
  "null",
  "undefined",
  "true",
  "[object Object]",
  "__proto__",
  "constructor",
  "a\u0000b",
  "\ud800",
  "\udfff\ud800",
  "\u202e\u200b",
  "𝒳".repeat(40),
  "x".repeat(10_000),
  "' or 1=1 --",
  "'; drop table shop; --",
  "%' escape '",
  "\\",
  "$1",
  "${7*7}{{7*7}}",
  "<script>alert(1)</script>",
  "=cmd|' /C calc'!A0",
  "../../../../etc/passwd",
  "%00",
  "%ff",
  "%",
  "gid://shopify/Order/1",
  "gid://shopify/Order/99999999999999999999",
  "gid://shopify/../1?x=y",
  "-271821-04-20T00:00:00Z",
  "+275760-09-13T00:00:00.000Z",
  "0000-01-01",
  "2026-11-02T09:00:00Z",
  "999999999999999_9223372036854775808",
  "-999999999999999_1",
  "1_1",
];
/** What JSON may hold and a body should not. */
const RAW_VALUES: readonly string[] = [
  "9007199254740993",
  "18446744073709551615",
  "1e400",
  "-0",
  "1.5",
  "0.1e-7",
  "3000000000",
  "-3000000000",
  "true",
  "null",
  "[]",
  "{}",
  '{"__proto__":{"polluted":1}}',
  '{"constructor":{"prototype":{"polluted":1}}}',
  '"\\u0000"',
  '"\\ud800"',
  '"gid://shopify/Order/9223372036854775808"',
];

export const anyText = (random: Random): string => pick(random, TEXTS);

/** A nesting that deep as JSON. */
const nested = (depth: number, [open, close]: readonly [string, string]): string =>
  open.repeat(depth) + "1" + close.repeat(depth);

/** Spoils the text of a JSON object in one to three ways: values, names, structure, bytes. */
export function spoilJson(random: Random, json: string): string | Uint8Array {
  let text = json;
  for (let times = 1 + below(random, 3); times > 0; times -= 1) text = pick(random, TEXT_SPOILERS)(random, text);
  return random() < 0.2 ? pick(random, BYTE_SPOILERS)(random, Buffer.from(text)) : text;
}

type Spoiler<T> = (random: Random, value: T) => T;

const TEXT_SPOILERS: readonly Spoiler<string>[] = [
  // Another value.
  (random, text) => replaceOne(random, text, /(?<=:)(?:"[^"]*"|-?\d[\d.]*|true|false|null)/g, pick(random, RAW_VALUES)),
  (random, text) =>
    replaceOne(random, text, /(?<=:)(?:"[^"]*"|-?\d[\d.]*|true|false|null)/g, JSON.stringify(anyText(random))),
  // Another name, the same name twice, a name of the prototype.
  (random, text) =>
    replaceOne(
      random,
      text,
      /"[a-z_]+"(?=:)/g,
      JSON.stringify(pick(random, ["__proto__", "constructor", "toString", "", "a\u0000b", "\ud800", "id"])),
    ),
  (_, text) => text.replace(/^\{("[a-z_]+":)/, "{$1{},$1"),
  (_, text) => text.replace(/^\{/, '{"__proto__":{"id":1,"order_id":2},'),
  // Deep, long, cut.
  (random, text) =>
    text.replace(
      /^\{/,
      `{"deep":${nested(
        pick(random, [50, 5_000, 100_000]),
        pick(random, [
          ["[", "]"],
          ['{"a":', "}"],
        ] as const),
      )},`,
    ),
  (random, text) => text.replace(/^\{/, `{"long":"${"x".repeat(pick(random, [1_000, 200_000]))}",`),
  (random, text) =>
    text.replace(
      /^\{/,
      `{"many":[${Array.from({ length: pick(random, [10, 20_000]) }, (_, index) => `{"id":${index}}`).join(",")}],`,
    ),
  (random, text) => text.slice(0, below(random, text.length)),
  (random, text) => text + pick(random, ["}", "\u0000", " ", "{}", ",", "//"]),
  () => "[".repeat(200_000),
  (_, text) => `[${text}]`,
];

const BYTE_SPOILERS: readonly Spoiler<Uint8Array>[] = [
  (random, bytes) => flip(random, bytes),
  (_, bytes) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]),
  (_, bytes) => Buffer.from(Buffer.from(bytes).toString(), "utf16le"),
  (random, bytes) =>
    Buffer.concat([
      bytes.subarray(0, 5),
      Buffer.from(pick(random, [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0]])),
      bytes.subarray(5),
    ]),
  (random) => Uint8Array.from({ length: below(random, 2_000) }, () => below(random, 256)),
];

function flip(random: Random, bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const place = below(random, copy.length);
  copy[place] = (copy[place] ?? 0) ^ (1 << below(random, 8));
  return copy;
}

function replaceOne(random: Random, text: string, pattern: RegExp, by: string): string {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return text;
  const { index, 0: old } = pick(random, found);
  return text.slice(0, index) + by + text.slice(index + old.length);
}

/** Fields of a form, some of them strange: known names with strange values, strange names, the same name again. */
export function anyForm(
  random: Random,
  names: readonly string[],
  good: Readonly<Record<string, string>>,
): URLSearchParams {
  const form = new URLSearchParams(good);
  for (let times = below(random, 4); times >= 0; times -= 1) {
    const name = random() < 0.8 ? pick(random, names) : anyText(random);
    if (random() < 0.5) form.set(name, anyText(random));
    else form.append(name, anyText(random));
  }
  return form;
}

/** Bytes that are not quite HTTP; `host` is right. */
export function anyRequest(random: Random, host: string): string {
  const line = pick(random, [
    "GET / HTTP/1.1",
    "GET /app HTTP/1.0",
    "GET http://evil.example/app HTTP/1.1",
    "OPTIONS * HTTP/1.1",
    "TRACE /app HTTP/1.1",
    "TRACK /app HTTP/1.1",
    "PROPFIND /app HTTP/1.1",
    "BREW /pot HTTP/1.1",
    "GET /app/orders/%E0%A4%A HTTP/1.1",
    "GET /app/%2e%2e/%2e%2e/etc/passwd HTTP/1.1",
    "GET //evil.example/app HTTP/1.1",
    "GET /app?_data=%00 HTTP/1.1",
    "GET /app?_data=routes/none HTTP/1.1",
    "GET /assets/..%2f..%2fpackage.json HTTP/1.1",
    "POST /app/settings HTTP/1.1",
    "POST /webhooks HTTP/1.1",
    "GET /app\u0000 HTTP/1.1",
    "GET /ápp HTTP/1.1",
    "GET / HTTP/9.9",
    "",
    "\u0016\u0003\u0001",
  ]);
  const strange = Array.from({ length: below(random, 4) }, () =>
    pick(random, [
      "Host: [",
      "Host: a b",
      "Host: evil.example:99999",
      "X-Forwarded-Host: ]:::",
      "X-Forwarded-Host: evil.example:999999999",
      "X-Forwarded-Proto: javascript",
      "X-Forwarded-Proto: h ttp",
      "X-Forwarded-For: '",
      "Content-Length: 5",
      "Content-Length: -1",
      "Content-Length: 1e9",
      "Content-Length: 99999999999999999999",
      "Transfer-Encoding: chunked",
      "Transfer-Encoding: chunked, identity",
      "Transfer-Encoding: gzip",
      "Content-Encoding: gzip",
      "Content-Encoding: br",
      "Content-Type: multipart/form-data",
      "Content-Type: multipart/form-data; boundary=",
      "Content-Type: application/json; charset=utf-7",
      "Expect: 100-continue",
      "Expect: the unexpected",
      "Upgrade: websocket",
      "Authorization: Bearer a.b.c",
      `Authorization: Bearer ${"e30.".repeat(2000)}`,
      "Authorization: Bearer ..",
      "User-Agent: Mozilla/5.0",
      "Cookie: __proto__=1; =; a",
      "Range: bytes=9-1",
      "If-None-Match: *",
      "Accept-Language: \u00e9;q=9",
      " folded: x",
      "no colon",
      "a\u0000b: 1",
      `X-Long: ${"x".repeat(20_000)}`,
    ]),
  );
  const hosts = random() < 0.8 ? [`Host: ${host}`] : [];
  const body = pick(random, ["", "hello", "5\r\nhello\r\n0\r\n\r\n", "zz\r\n", "a=b", "\u0000".repeat(100)]);
  return [line, ...hosts, ...strange, "Connection: close", "", body].join("\r\n");
}
