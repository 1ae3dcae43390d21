/** Starts the embedded server in a process of its own, for tests that kill it. Tells the parent where it is; runs until it is killed. */
import { startPostgres } from "../../scripts/embedded-postgres.ts";

const [folder = ""] = process.argv.slice(2);
try {
  const { ownerUrl, pid } = await startPostgres(folder);
  process.send?.({ ownerUrl, pid });
} catch (error) {
  process.send?.({ refused: error instanceof Error ? error.message : String(error) });
}
