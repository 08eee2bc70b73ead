/** What a key was used for. */
interface Used {
  /** The mutation and its input, as text. */
  request: string
  answer: unknown
  until: number
}

export type Repetition<Answer> =
  | { kind: 'new' }
  /** The answer that was given then; nothing is done again. */
  | { kind: 'again'; answer: Answer }
  /** The key was used for something else. */
  | { kind: 'mismatch' }

const DAY = 24 * 3600_000

/**
 * Keys of `@idempotent`: contract, §12. One that failed needs a new key, so failures are kept too; how long a key lives
 * is not documented beyond a day.
 */
export class IdempotencyKeys<Answer> {
  private readonly used = new Map<string, Used>()

  look(key: string, request: string, now: number): Repetition<Answer> {
    const known = this.used.get(key)
    if (known === undefined || known.until <= now) return { kind: 'new' }
    return known.request === request ? { kind: 'again', answer: known.answer as Answer } : { kind: 'mismatch' }
  }

  keep(key: string, { request, answer, now }: { request: string; answer: Answer; now: number }): void {
    this.used.set(key, { request, answer, until: now + DAY })
  }
}
