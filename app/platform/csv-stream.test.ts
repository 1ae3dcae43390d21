import { expect, test } from "vitest";
import { batchOf, CSV_BATCH, csvFile, csvStream } from "./csv-stream.ts";

const numbers = (from: number, count: number) => Array.from({ length: count }, (_, n) => from + n);

test("begins with what tells Excel that it is UTF-8, and its heading", () => {
  expect(csvFile(["año", "n"], [["uno", "1"]])).toBe("\uFEFFaño,n\r\nuno,1\r\n");
});

test.each([0, 1, CSV_BATCH - 1, CSV_BATCH, CSV_BATCH + 1, 2 * CSV_BATCH])(
  "a list of %i rows is read to its end, each row once, and no batch too many",
  async (count) => {
    let reads = 0;
    const stream = csvStream<number>(["n"], (after) => {
      reads += 1;
      const from = after === null ? 0 : after + 1;
      const rows = numbers(from, Math.min(CSV_BATCH, count - from));
      return Promise.resolve(
        batchOf(
          rows,
          (n) => [String(n)],
          (n) => n,
        ),
      );
    });
    expect(await new Response(stream).text()).toBe(["n", ...numbers(0, count), ""].join("\r\n"));
    expect(reads).toBe(Math.floor(count / CSV_BATCH) + 1);
  },
);

test("what fails under way breaks the file off: nobody takes half of it for all", async () => {
  const stream = csvStream<number>(["n"], () => Promise.reject(new Error("the database is away")));
  await expect(new Response(stream).text()).rejects.toThrow("the database is away");
});
