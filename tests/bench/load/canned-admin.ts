/**
 * A process of its own that answers the Admin API for every shop, as cheaply as can be, and with a budget without end, so that what is measured is the
 * app. Tells its port to the parent, and on each message what it was asked.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dataOf, type Variables } from "./canned-answers.ts";

interface Asked {
  readonly query: string;
  readonly variables: Variables;
}

const asked = { requests: 0 };

/** Points an id of each operation costs in the dev shop. */
const POINTS = { RefreshOrders: 15, RefreshFulfillmentOrders: 6, RefreshInventoryLevels: 4, CheckMove: 5 } as const;

function answer(text: string): string {
  const { query, variables } = JSON.parse(text) as Asked;
  const operation = /^(?:query|mutation) (\w+)/.exec(query)?.[1] ?? "";
  const perId = (POINTS as Readonly<Record<string, number>>)[operation] ?? 0;
  const points = perId * (variables.ids?.length ?? 1);
  return `{"data":${dataOf(operation, variables)},"extensions":{"cost":{"requestedQueryCost":${points},"actualQueryCost":${points},"throttleStatus":{"maximumAvailable":20000000,"currentlyAvailable":20000000,"restoreRate":1000000}}}}`;
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    asked.requests += 1;
    response.setHeader("content-type", "application/json");
    response.end(answer(Buffer.concat(chunks).toString()));
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.on("message", () => process.send?.(asked.requests));
process.on("disconnect", () => process.exit(0));
