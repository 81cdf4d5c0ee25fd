/** Answers worth keeping for a while within this process; the oldest make room. */
export class Memory<T> {
  readonly #kept = new Map<string, { value: T; until: number }>();

  constructor(readonly most: number) {}

  /** `undefined` when nothing is known (any more). */
  get(key: string, now: Date): T | undefined {
    const found = this.#kept.get(key);
    return found && found.until > now.getTime() ? found.value : undefined;
  }

  set(key: string, value: T, until: number): void {
    this.#kept.delete(key);
    this.#kept.set(key, { value, until });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.most && oldest !== undefined) this.#kept.delete(oldest);
  }
}
