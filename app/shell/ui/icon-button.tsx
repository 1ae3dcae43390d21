import { Button } from "@shopify/polaris";

const PATHS = {
  up: "M10 4l6 6-1.4 1.4L11 7.8V16H9V7.8l-3.6 3.6L4 10z",
  down: "M10 16l-6-6 1.4-1.4L9 12.2V4h2v8.2l3.6-3.6L16 10z",
  remove: "M5.4 4L10 8.6 14.6 4 16 5.4 11.4 10l4.6 4.6-1.4 1.4-4.6-4.6L5.4 16 4 14.6 8.6 10 4 5.4z",
} as const;

interface IconButtonProps {
  readonly icon: keyof typeof PATHS;
  /** What it does, and to what. */
  readonly spoken: string;
  readonly submit?: boolean;
  readonly busy?: boolean;
  readonly disabled?: boolean;
  readonly onClick?: () => void;
}

/** Does something that a picture says as well as a word; where there is no room for words. */
export function IconButton({ icon, spoken, submit = false, busy = false, disabled = false, onClick }: IconButtonProps) {
  const picture = () => (
    <svg viewBox="0 0 20 20" aria-hidden="true">
      <path d={PATHS[icon]} />
    </svg>
  );
  return (
    <Button
      icon={picture}
      variant="tertiary"
      accessibilityLabel={spoken}
      submit={submit}
      loading={busy}
      disabled={disabled}
      {...(onClick === undefined ? {} : { onClick })}
    />
  );
}
