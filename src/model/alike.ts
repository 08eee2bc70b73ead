import type { Ambiguous } from './plan.ts'

/** Codes of listings of which nothing is made: several resources of others could be theirs, or one could be another's too. */
export type AlikeCode = 'several-alike' | 'shared-alike'

const SHARED: AlikeCode = 'shared-alike'
const CODES: ReadonlySet<string> = new Set<AlikeCode>(['several-alike', SHARED])

/** True of a listing that is left open because of what others made; all others are about what they are linked to. */
export function isAlike({ code }: Pick<Ambiguous, 'code'>): boolean {
  return CODES.has(code)
}

/** Why nothing is made of it. */
export function whyAlike({ code, candidates, more = 0 }: Ambiguous): string {
  const named = candidates.map(({ sku, method, value }) => `${sku} (${method} ${value})`).join(', ')
  const list = more > 0 ? `${named} and ${more} more` : named
  return code === SHARED
    ? `Nothing is made of it: it could be the same as ${list}, and so could another listing.`
    : `Nothing is made of it: it could be the same as any of ${list}.`
}

export const ALIKE_HINT =
  'Let the marks differ, in the source or in the target, or leave listings out: { ignore: true } in specs/overrides.'
