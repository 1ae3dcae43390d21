/** A mail's HTML in a frame that runs nothing, loads nothing and leads nowhere. */
export function MailFrame({ title, html }: { readonly title: string; readonly html: string }) {
  return <iframe className="e-mail" sandbox="" title={title} srcDoc={html} />;
}
