/** The credentials and tokens of this process, so that they can be taken out of whatever is told or kept. */
export interface Secrets {
  /** Known from now on. */
  add(...texts: (string | null | undefined)[]): void
  /** The text without anything that is known to be secret, in whatever form it stands there. */
  conceal(text: string): string
}

/** For where nothing is secret. */
export const NO_SECRETS: Secrets = { add: () => undefined, conceal: (text) => text }
