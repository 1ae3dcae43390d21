/** What a JSON text says; of a text that is none undefined, which no schema takes. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
