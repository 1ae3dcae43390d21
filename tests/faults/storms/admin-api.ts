/** The Admin API of the simulated shops over HTTP: the app's own client asks it, as it asks Shopify. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";

/** Answers one operation of one shop, and says when, on Shopify's clock. */
type Ask = (
  operation: string,
  variables: Readonly<Record<string, unknown>>,
) => Promise<{ readonly data: unknown; readonly at: number }>;

export interface StormApi {
  readonly url: string;
  /** By domain. */
  readonly shops: Map<string, Ask>;
  close(): void;
}

/** Points are not what storms are about. */
const COST = {
  cost: {
    requestedQueryCost: 1,
    actualQueryCost: 1,
    throttleStatus: { maximumAvailable: 20_000_000, currentlyAvailable: 20_000_000, restoreRate: 1_000_000 },
  },
};

export async function openStormApi(): Promise<StormApi> {
  const shops: StormApi["shops"] = new Map();
  const answer = async (request: IncomingMessage): ReturnType<Ask> => {
    const { query, variables } = JSON.parse(await textOf(request)) as {
      query: string;
      variables: Readonly<Record<string, unknown>>;
    };
    const ask = shops.get(String(request.headers["x-devshop-host"]));
    const operation = /^(?:query|mutation) (\w+)/.exec(query)?.[1];
    if (!ask || operation === undefined) throw new Error(`nobody is asked: ${query.slice(0, 80)}`);
    return ask(operation, variables);
  };
  const server = createServer((request, response) => {
    answer(request).then(
      ({ data, at }) => {
        response.setHeader("date", new Date(at).toUTCString());
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify({ data, extensions: COST }));
      },
      (error: unknown) => {
        response.statusCode = 418;
        response.end(String(error));
      },
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    shops,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
