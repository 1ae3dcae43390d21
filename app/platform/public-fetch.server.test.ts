import { createServer, type AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { isPublicAddress } from "./public-address.server.ts";
import { askPinned, fetchPublic, FetchFailed, type Answer, type FetchTools } from "./public-fetch.server.ts";

describe("an address", () => {
  test.each(["8.8.8.8", "93.184.215.14", "172.32.0.1", "2606:4700::1111", "2a00:1450:4003::200e"])(
    "%s is public",
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );
  test.each([
    ...["0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "192.168.1.1", "198.18.0.1"],
    ...[
      "224.0.0.1",
      "255.255.255.255",
      "192.0.0.170",
      "::",
      "::1",
      "fe80::1",
      "fe80::1%eth0",
      "fc00::1",
      "fd12::1",
      "ff02::1",
    ],
    ...[
      "::ffff:127.0.0.1",
      "::ffff:7f00:1",
      "::ffff:8.8.8.8",
      "::127.0.0.1",
      "64:ff9b::a00:1",
      "2002:7f00:1::",
      "2001::1",
    ],
    ...["2001:db8::1", "fec0::1", "localhost", "", "127.1", "0x7f000001"],
  ])("%s is not", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

/** A world of hosts: each has addresses, and answers with a redirect or a body. */
function net(
  hosts: Record<string, { at?: string[]; to?: string; body?: Uint8Array[]; encoding?: string; status?: number }>,
) {
  const asked: string[] = [];
  const tools: FetchTools = {
    resolve: (host) => Promise.resolve(hosts[host]?.at ?? ["93.184.215.14"]),
    ask: (url, address): Promise<Answer> => {
      asked.push(`${url.host} ${address}`);
      const { to, body = [], encoding, status = to === undefined ? 200 : 302 } = hosts[url.hostname] ?? { status: 404 };
      const pieces = (async function* () {
        for (const piece of body) yield await Promise.resolve(piece);
      })();
      return Promise.resolve({ status, location: to, encoding, body: pieces, close: () => {} });
    },
    timeout: () => new AbortController().signal,
  };
  return { tools, asked };
}

async function fetched(address: string, tools: FetchTools): Promise<number | string> {
  try {
    let bytes = 0;
    for await (const piece of fetchPublic(address, tools)) bytes += piece.length;
    return bytes;
  } catch (error) {
    return error instanceof FetchFailed ? error.problem : String(error);
  }
}

describe("a file of a public address", () => {
  const body = [new Uint8Array(3), new Uint8Array(4)];

  test("is read, from the address that was checked, also at another port", async () => {
    const { tools, asked } = net({ "a.example": { body, at: ["8.8.4.4"] } });
    expect(await fetched("https://a.example:8443/stock.csv", tools)).toBe(7);
    expect(asked).toEqual(["a.example:8443 8.8.4.4"]);
  });

  test.each([
    ["http://a.example/", "url_not_https"],
    ["ftp://a.example/", "url_not_https"],
    ["nonsense", "url_not_https"],
    ["https://me:secret@a.example/", "url_credentials"],
    ["https://127.0.0.1/", "not_public"],
    ["https://2130706433/", "not_public"],
    ["https://[::ffff:169.254.169.254]/", "not_public"],
    ["https://mixed.example/", "not_public"],
    ["https://nobody.example/", "no_address"],
    ["https://missing.example/", "status"],
    ["https://zipped.example/", "encoded"],
  ])("%s is refused: %s", async (address, problem) => {
    const { tools } = net({
      "mixed.example": { body, at: ["8.8.8.8", "10.0.0.1"] },
      "nobody.example": { at: [] },
      "missing.example": { status: 404 },
      "zipped.example": { body, encoding: "gzip" },
    });
    expect(await fetched(address, tools)).toBe(problem);
  });

  test("is followed over five redirects, and each is checked like the first", async () => {
    const hops = Object.fromEntries(
      [1, 2, 3, 4, 5, 6].map((n) => [`h${n}.example`, { to: `https://h${n + 1}.example/` }]),
    );
    const { tools } = net({
      ...hops,
      "h7.example": { body },
      "inside.example": { to: "https://localhost.example/" },
      "localhost.example": { at: ["::1"], body },
      "plain.example": { to: "http://h7.example/" },
    });
    expect(await fetched("https://h2.example/", tools)).toBe(7);
    expect(await fetched("https://h1.example/", tools)).toBe("too_many_redirects");
    expect(await fetched("https://inside.example/", tools)).toBe("not_public");
    expect(await fetched("https://plain.example/", tools)).toBe("url_not_https");
  });

  test("has at most 50 MB and 60 seconds", async () => {
    const piece = new Uint8Array(10_000_000);
    const { tools } = net({
      "big.example": { body: Array.from({ length: 6 }, () => piece) },
      "slow.example": { body },
    });
    expect(await fetched("https://big.example/", tools)).toBe("too_large");
    const waited: number[] = [];
    const late = { ...tools, timeout: (ms: number) => (waited.push(ms), AbortSignal.abort()) };
    expect(await fetched("https://slow.example/", late)).toBe("too_slow");
    expect(waited).toEqual([60_000]);
  });

  test("the connection goes to the address that was checked, whatever its name resolves to, and asks for the name", async () => {
    const heard = Promise.withResolvers<string>();
    const server = createServer((socket) =>
      socket.once("data", (hello) => {
        heard.resolve(hello.toString("latin1"));
        socket.destroy();
      }),
    ).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    const asked = askPinned(
      new URL(`https://stock.supplier.example:${port}/`),
      "127.0.0.1",
      AbortSignal.timeout(5_000),
    );
    await expect(asked).rejects.toThrow();
    expect(await heard.promise).toContain("stock.supplier.example"); // TLS's server name
    server.close();
  });
});
