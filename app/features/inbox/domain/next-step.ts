import type { InboxKind } from "../../../core/inbox.ts";

/** Where somebody goes on with it. */
export function nextStep({ kind, what, target }: { kind: InboxKind; what: string; target: string }): string {
  switch (kind) {
    case "order":
    case "risk":
    case "message":
      return `/app/orders/${target}`;
    case "alert":
      return `/app/inventory/${target}`;
    case "drift":
      return "/app/inventory/differences";
    case "code":
      return "/app/settings/carriers/codes";
    case "fault":
      return `/app/setup/${what}`;
    case "setAside":
      return "/app/settings";
  }
}
