import type { Choice, ChoiceAnswer, MessageKind, ReportAnswer } from "../kinds.ts";
import type { Template } from "../template.ts";

/** What we write to shoppers in one language: the standard templates, and the phrases that variables are made of. */
export interface Words {
  readonly templates: Readonly<Record<MessageKind, Template>>;
  /** A window of two days, {{from}} and {{to}}. */
  readonly between: string;
  /** One day, {{day}}. */
  readonly on: string;
  /** Above what can be chosen. */
  readonly choose: string;
  readonly choices: Readonly<Record<Choice, string>>;
  /** To a report, and to what was chosen. */
  readonly answers: Readonly<Record<ReportAnswer | ChoiceAnswer, string>>;
  /** Below each message: why it came ({{order}}, {{shop}}), and what ends it. */
  readonly why: string;
  readonly stop: string;
}
