/** A form with one file of at most this many bytes. Larger ones are refused by their announced length, before they are read. */
export interface Upload {
  readonly texts: Readonly<Record<string, string>>;
  /** The file called `file`; null when none was chosen. */
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | null;
}

/** What a form is around its file. */
const FRAME_BYTES = 10_000;

/** Reads a form with a file. "too_large" for one that is longer than `most` bytes. Throws a Response with 400 for a body that is no form. */
export async function readUpload(request: Request, most: number): Promise<Upload | "too_large"> {
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  if (!(length <= most + FRAME_BYTES)) return "too_large";
  const form = await request.formData().catch(() => {
    throw new Response(null, { status: 400 });
  });
  const texts: Record<string, string> = {};
  let file: Upload["file"] = null;
  for (const [name, value] of form)
    if (typeof value === "string") texts[name] = value;
    else if (name === "file" && value.size > 0)
      file = { name: value.name.slice(0, 255), bytes: new Uint8Array(await value.arrayBuffer()) };
  return file && file.bytes.length > most ? "too_large" : { texts, file };
}
