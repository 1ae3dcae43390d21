import { open } from "node:fs/promises";

/**
 * The least that makes a webhook durable: bytes at the end of one file, synced before anybody is told. What arrives during a sync goes into the
 * next one, as in the receiver.
 */
export async function openFileStore(path: string): Promise<(bytes: readonly Uint8Array[]) => Promise<void>> {
  const file = await open(path, "a");
  let waiting: { bytes: readonly Uint8Array[]; resolve: () => void; reject: (error: unknown) => void }[] = [];
  let busy = false;
  const pump = async () => {
    if (busy) return;
    busy = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await file.writev(batch.flatMap(({ bytes }) => bytes));
        await file.datasync();
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    busy = false;
  };
  return (bytes) =>
    new Promise((resolve, reject) => {
      waiting.push({ bytes, resolve, reject });
      void pump();
    });
}
