/** An answer that is a file to be saved, kept by nobody on the way. */
export function fileOf(content: string | Uint8Array, contentType: string, name: string): Response {
  return new Response(typeof content === "string" ? content : new Uint8Array(content), {
    headers: {
      "Content-Type": contentType,
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "no-store",
    },
  });
}
