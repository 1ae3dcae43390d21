/** "a…@example.com": enough to recognise an address one knows, too little to learn one. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf("@");
  return at < 1 ? "…" : `${email.slice(0, 1)}…${email.slice(at)}`;
}

/** The same address however it is typed: mail servers do not look at capitals. */
export const normalEmail = (email: string): string => email.trim().toLowerCase();
