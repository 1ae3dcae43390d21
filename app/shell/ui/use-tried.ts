import { useState } from "react";

interface Asking<Answer> {
  readonly data: Answer | undefined;
  readonly busy: boolean;
  readonly submit: (values: Record<string, string>, how: { readonly method: "post" }) => void;
}

/**
 * A form that is tried before it is saved: `answer` is only what was said of just these values, and once they are saved, `type` is told so with blank ones.
 * The page's action is asked by the field `do`.
 */
export function useTried<Typed extends Readonly<Record<string, string>>, Answer extends { readonly status: string }>(
  { data, busy, submit }: Asking<Answer>,
  typed: Typed,
  blank: { readonly values: Typed; readonly type: (values: Typed) => void },
) {
  /** The values the answer speaks of. */
  const [asked, setAsked] = useState<Typed | null>(null);
  const [taken, setTaken] = useState(data);
  if (data !== taken) {
    setTaken(data);
    if (data?.status === "saved") blank.type(blank.values);
  }
  return {
    answer: asked === typed && !busy ? data : undefined,
    ask: (what: "preview" | "save") => {
      setAsked(typed);
      submit({ do: what, ...typed }, { method: "post" });
    },
  };
}
