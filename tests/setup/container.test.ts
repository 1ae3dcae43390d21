import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

const Service = z.object({
  image: z.string().optional(),
  build: z.string().optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
  healthcheck: z
    .object({ test: z.array(z.string()) })
    .loose()
    .optional(),
  stop_grace_period: z.string().optional(),
});
const { services } = z
  .object({ services: z.record(z.string(), Service) })
  .parse(parse(readFileSync("compose.yaml", "utf8"), { merge: true }));

test("the compose file gives web and worker what the configuration wants, and invents no secret", () => {
  const config = readFileSync("app/config.server.ts", "utf8");
  for (const name of ["web", "worker"]) {
    const environment = services[name]?.environment ?? {};
    for (const key of Object.keys(environment)) expect(config, key).toContain(`${key}:`);
    for (const key of ["SHOPIFY_API_SECRET", "SEAL_KEYS", "SEARCH_KEY", "OPERATOR_TOKEN", "DATABASE_URL"])
      expect(environment[key], key).toMatch(/\$\{\w+:\?\}/);
  }
});

test("migrations go first, and nobody begins before the database is there", () => {
  for (const name of ["web", "worker"])
    expect(services[name]?.depends_on).toEqual({ migrate: { condition: "service_completed_successfully" } });
  expect(services["migrate"]?.depends_on).toEqual({ database: { condition: "service_healthy" } });
  for (const name of ["web", "worker"]) expect(services[name]?.healthcheck?.test.join(" ")).toContain("/health/ready");
});

test("the image runs as nobody special, and what it starts exists", () => {
  const lines = readFileSync("Dockerfile", "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  for (const line of lines) expect(line).toMatch(/^(FROM|WORKDIR|COPY|RUN|ENV|USER|EXPOSE|CMD) \S/);
  expect(lines).toContain("USER node");
  const started = [lines.at(-1) ?? "", ...Object.values(services).map(({ command }) => (command ?? []).join(" "))];
  for (const file of started.flatMap((line) => line.match(/\b(?:app|scripts)\/[\w./-]+\.ts/g) ?? []))
    expect(() => readFileSync(file), file).not.toThrow();
});

test("what npm starts takes the shell's place: a SIGTERM that ended the shell would leave the process behind, serving", () => {
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync("package.json", "utf8")));
  for (const [name, entry] of [
    ["start", "app/entry.web.ts"],
    ["worker", "app/entry.worker.ts"],
  ] as const)
    expect(scripts[name]).toMatch(new RegExp(`^NODE_ENV=production exec node [^&;|]*${entry}$`));
});
