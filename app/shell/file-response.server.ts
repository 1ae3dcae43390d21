type Content = string | Uint8Array | ReadableStream<Uint8Array>;

/** A file for the reader's machine, which nobody between keeps. */
export function fileResponse(content: Content, contentType: string, name: string): Response {
  return new Response(content instanceof Uint8Array ? new Uint8Array(content) : content, {
    headers: {
      "Content-Type": contentType,
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "no-store",
    },
  });
}

export function csvResponse(content: Content, name: string): Response {
  return fileResponse(content, "text/csv; charset=utf-8", name);
}
