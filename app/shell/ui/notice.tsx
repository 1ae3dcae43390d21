import { Banner } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useHref } from "./use-href.ts";
import { useMaySee } from "./use-may.ts";

interface NoticeProps {
  readonly tone?: "info" | "success" | "warning" | "critical";
  readonly title: string;
  readonly action?: { readonly label: string; readonly to: string };
  /** The reader has seen it; without this it stays. */
  readonly onDismiss?: () => void;
  readonly children?: ReactNode;
}

/** Something the reader should know before they go on. */
export function Notice({ tone = "info", title, action, onDismiss, children }: NoticeProps) {
  const href = useHref();
  const maySee = useMaySee();
  return (
    <Banner
      tone={tone}
      title={title}
      {...(onDismiss && { onDismiss })}
      {...(action && maySee(action.to) ? { action: { content: action.label, url: href(action.to) } } : {})}
    >
      {children}
    </Banner>
  );
}
