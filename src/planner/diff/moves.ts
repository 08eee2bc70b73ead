import { removedIn } from '../../model/part-removal.ts'
import { keysWithin, type Subject, withoutParts } from '../project/groups.ts'
import type { DiffContext, Misfit } from './context.ts'
import { partKeys, placeOf } from './part-place.ts'

/** Parts that belong into another resource than the one of ours that they are in: where they are, by their keys. */
export type Moves = ReadonlyMap<string, string>

const NO_MOVES: Moves = new Map()

/** What is in one resource of ours, and is wanted in another. */
export function movesOf(
  subjects: readonly Subject[],
  { input, population }: Pick<DiffContext, 'input' | 'population'>,
): Moves {
  const place = placeOf(input)
  if (place === null || population.owned.size === 0) return NO_MOVES
  const wanted = keysWithin(subjects)
  const moves = new Map<string, string>()
  for (const [key, owned] of population.owned) {
    for (const part of partKeys(owned, place.group)) {
      const whole = wanted.get(part)
      if (whole !== undefined && whole !== key) moves.set(part, key)
    }
  }
  return moves
}

/** What gives a part away is looked at before what gets it; round a circle one of them has to wait for another plan. */
export function giversFirst(subjects: readonly Subject[], { moves }: DiffContext): readonly Subject[] {
  if (moves.size === 0) return subjects
  const byKey = new Map(subjects.map((subject) => [subject.listing.key, subject]))
  const order = new Set<Subject>()
  const begun = new Set<Subject>()
  const visit = (subject: Subject): void => {
    if (begun.has(subject)) return
    begun.add(subject)
    for (const { key } of subject.parts) {
      const giver = byKey.get(moves.get(key) ?? '')
      if (giver) visit(giver)
    }
    order.add(subject)
  }
  for (const subject of subjects) visit(subject)
  return [...order]
}

const MOVES = 'Plan with --prune variants, or write policy.prune: { variants: true } in sync.yaml, and it moves.'

/** Without parts that stay where they are, for now: no part is there twice. */
export function withoutStaying(subject: Subject, context: DiffContext): { subject: Subject; staying: Misfit[] } {
  const { moves, found } = context
  if (moves.size === 0) return { subject, staying: [] }
  const staying = subject.parts.flatMap((part): Misfit[] => {
    const from = moves.get(part.key)
    if (from === undefined || found.freed.has(part.key)) return []
    const has = `its place in ${from} still`
    return [{ part, has, hint: MOVES }]
  })
  const out = staying.map(({ part }) => part)
  return { subject: withoutParts(subject, out), staying }
}

/** Remembers which operation takes parts out of a resource that are wanted elsewhere. */
export function noteFreed({ listing: { address } }: Subject, { moves, found }: DiffContext): void {
  const operation = moves.size === 0 ? undefined : found.drafts.at(-1)?.operation
  if (operation?.address !== address) return
  for (const { key } of removedIn(operation)) if (moves.has(key)) found.freed.set(key, operation.id)
}

/** The operations that have to take parts out of others first, in order. */
export function waitForFreed(subject: Subject, { moves, found }: DiffContext): string[] {
  if (moves.size === 0) return []
  return [...new Set(subject.parts.flatMap(({ key }) => found.freed.get(key) ?? []))].sort()
}
