/** The demo's secrets: made once, kept beside its database, because the database holds what they sealed. */
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";

const text = z.string().min(1);
const schema = z.strictObject({
  apiKey: text,
  apiSecret: text,
  sealKey: text,
  searchKey: text,
  databasePassword: text,
  carrierKey: text,
});
export type Secrets = z.infer<typeof schema>;

/** Reads the file, or makes it. Throws when it is there and not ours. */
export function keptSecrets(file: string): Secrets {
  if (existsSync(file)) return schema.parse(JSON.parse(readFileSync(file, "utf8")));
  const secrets: Secrets = {
    apiKey: randomBytes(16).toString("hex"),
    apiSecret: randomBytes(24).toString("hex"),
    sealKey: randomBytes(32).toString("base64"),
    searchKey: randomBytes(32).toString("base64"),
    databasePassword: randomBytes(18).toString("hex"),
    carrierKey: `tramo-${randomBytes(8).toString("hex")}`,
  };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}
