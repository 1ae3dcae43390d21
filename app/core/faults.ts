/**
 * Four kinds of fault, named by what the caller must do. Expected outcomes are not faults: they are unions.
 */

/**
 * The same call may succeed later. `afterMs`: not before that many milliseconds, when the other side said so. `mayHaveHappened`: the request
 * left and its answer was lost (time-out, 5xx, broken line), so an effect may exist; false when it was surely not carried out.
 */
export class Retryable extends Error {
  override readonly name = "Retryable";
  readonly afterMs: number | undefined;
  readonly mayHaveHappened: boolean;
  constructor(message: string, options: { cause?: unknown; afterMs?: number; mayHaveHappened?: boolean } = {}) {
    super(message, { cause: options.cause });
    this.afterMs = options.afterMs;
    this.mayHaveHappened = options.mayHaveHappened ?? false;
  }
}

/** It will not succeed until somebody changes something outside (token revoked, shop frozen, scope missing). Stop, tell, do not retry. */
export class Terminal extends Error {
  override readonly name = "Terminal";
  readonly code: string;
  constructor(code: string, message: string, options: { cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.code = code;
  }
}

/** The other side understood and said no. The state must be read again and becomes the constraint; the message is never parsed. */
export class Rejected extends Error {
  override readonly name = "Rejected";
  readonly codes: readonly string[];
  constructor(message: string, codes: readonly string[]) {
    super(message);
    this.codes = codes;
  }
}

/** We are wrong. Log loudly, keep the data, fix the code. */
export class Bug extends Error {
  override readonly name = "Bug";
}
