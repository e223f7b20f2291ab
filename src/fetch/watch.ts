/** Aborts its signal when what is expected has not come in time. */
export class Watch {
  readonly #controller = new AbortController();
  #timer: NodeJS.Timeout | undefined;

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** What did not come; undefined as long as there is time. */
  get expired(): string | undefined {
    return this.signal.aborted ? String(this.signal.reason) : undefined;
  }

  expect(message: string, milliseconds: number): void {
    this.stop();
    const expire = (): void => this.#controller.abort(lateness(message, milliseconds));
    this.#timer = setTimeout(expire, milliseconds);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

export function lateness(message: string, milliseconds: number): string {
  return `${message}: nothing for ${milliseconds / 1000} s`;
}
