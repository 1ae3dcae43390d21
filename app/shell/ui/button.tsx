import { Button as PolarisButton } from "@shopify/polaris";
import { useHref } from "./use-href.ts";
import { useMaySee } from "./use-may.ts";

interface ButtonProps {
  readonly children: string;
  readonly onClick?: () => void;
  readonly submit?: boolean;
  readonly primary?: boolean;
  readonly plain?: boolean;
  readonly busy?: boolean;
  readonly disabled?: boolean;
  /** When the words alone do not say it ("Show" of which order?). */
  readonly spoken?: string;
}

/** Does something. */
export function Button({ children, onClick, submit, primary, plain, busy, disabled, spoken }: ButtonProps) {
  return (
    <PolarisButton
      submit={submit ?? false}
      variant={primary ? "primary" : plain ? "plain" : "secondary"}
      loading={busy ?? false}
      disabled={disabled ?? false}
      {...(onClick === undefined ? {} : { onClick })}
      {...(spoken === undefined ? {} : { accessibilityLabel: spoken })}
    >
      {children}
    </PolarisButton>
  );
}

/** Leads somewhere; `outside` opens Shopify or a carrier beside the admin, `top` a page of Shopify's in its place. Not shown to whoever may not see where it leads. */
export function LinkButton({
  children,
  to,
  primary = false,
  plain = false,
  outside = false,
}: {
  readonly children: string;
  readonly to: string;
  readonly primary?: boolean;
  readonly plain?: boolean;
  readonly outside?: boolean | "top";
}) {
  const href = useHref();
  const maySee = useMaySee();
  if (!outside && !maySee(to)) return null;
  return (
    <PolarisButton
      url={outside ? to : href(to)}
      variant={primary ? "primary" : plain ? "plain" : "secondary"}
      {...(outside ? { target: outside === "top" ? "_top" : "_blank" } : {})}
    >
      {children}
    </PolarisButton>
  );
}
