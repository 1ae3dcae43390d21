import { Retryable } from "../../../core/faults.ts";

const TIMEOUT_MS = 15_000;
/** A label of one page; anything of this size is something else. */
const MOST_BYTES = 5_000_000;

/**
 * Fetches a label or sheet that a broker only gave the address of. It is paid for by then: whatever goes wrong is Retryable with
 * `mayHaveHappened`, so that it is found and fetched again and not bought again. Only https, or `origin`, where a stand-in answers.
 */
export async function download(
  address: string,
  origin: string | undefined,
): Promise<{ contentType: string; bytes: Uint8Array }> {
  try {
    const url = new URL(address);
    if (url.protocol !== "https:" && url.origin !== origin) throw new Error(`not a safe address: ${url.protocol}`);
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (!response.ok || bytes.length === 0 || bytes.length > MOST_BYTES)
      throw new Error(`${response.status}, ${bytes.length} bytes`);
    const [contentType = ""] = (response.headers.get("content-type") ?? "").split(";");
    return { contentType: contentType.trim() || "application/pdf", bytes };
  } catch (cause) {
    throw new Retryable("the label could not be fetched", { cause, mayHaveHappened: true });
  }
}
