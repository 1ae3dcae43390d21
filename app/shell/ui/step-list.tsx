import type { ReactNode } from "react";
import { Badge, type BadgeTone } from "./badge.tsx";
import { Row, Stack } from "./stack.tsx";
import { Heading, Text } from "./text.tsx";

interface StepShown {
  readonly id: string;
  readonly title: string;
  readonly state: { readonly tone: BadgeTone; readonly label: string };
  readonly text: string;
  /** What it is made of, or what was found. */
  readonly body?: ReactNode;
  /** Where it is done, and how it is left out. */
  readonly actions?: ReactNode;
}

/** What has to be done one after the other, and how far it is. */
export function StepList({ steps }: { readonly steps: readonly StepShown[] }) {
  return (
    <ol className="e-steps">
      {steps.map(({ id, title, state, text, body, actions }) => (
        <li key={id}>
          <Stack>
            <Row>
              <Heading>{title}</Heading>
              <Badge tone={state.tone}>{state.label}</Badge>
            </Row>
            <Text block tone="subdued">
              {text}
            </Text>
            {body}
            {actions !== undefined && <Row>{actions}</Row>}
          </Stack>
        </li>
      ))}
    </ol>
  );
}
