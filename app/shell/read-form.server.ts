/**
 * The texts of a form; a name sent twice has its last value, files are left out. Throws a Response with 400 for a body that is no form: what
 * staff send comes from our pages, so this is somebody trying.
 */
export async function readForm(request: Request): Promise<Readonly<Record<string, string>>> {
  const form = await request.formData().catch(() => {
    throw new Response(null, { status: 400 });
  });
  return Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value] as const] : [])),
  );
}
