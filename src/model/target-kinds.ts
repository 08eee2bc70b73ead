import type { KindTraits, MadeOf } from './kinds.ts'
import type { PartPlace } from './marks.ts'
import type { TargetTraits } from './target.ts'

type Kinds = Pick<TargetTraits, 'kinds' | 'title'>

const OF_ITEMS: ReadonlySet<MadeOf> = new Set(['item', 'group', 'master', 'joined', 'listing'])

/** The kind that items, or groups of them, become; the first of them, where there are several. */
export function mainKind(traits: Kinds): KindTraits {
  const [found] = tiersOf(traits)
  if (!found) throw new Error(`${traits.title} declares no kind that is made of items.`)
  return found
}

/** The kinds that are made of items and written by themselves: one, or masters with what is below them. */
export function tiersOf({ kinds }: Kinds): KindTraits[] {
  return kinds.filter(({ madeOf, within }) => within === undefined && OF_ITEMS.has(madeOf))
}

/** True where items of several sources and shops become one resource. */
export function isJoining(traits: Kinds): boolean {
  return mainKind(traits).madeOf === 'master'
}

/** True where it makes a difference what listings belong to: they are related to it, or become one with it. */
export function isMatching({ kinds }: Kinds): boolean {
  return kinds.some(({ madeOf }) => MATCHED.has(madeOf))
}

const MATCHED: ReadonlySet<MadeOf> = new Set(['relation', 'master', 'joined', 'listing'])

/** What people call what listings belong to. */
export function mastersOf(
  traits: Pick<TargetTraits, 'kinds' | 'title' | 'masters'>,
): readonly [one: string, many: string] {
  const [one, many] = mainKind(traits).noun
  return traits.masters ?? [`canonical ${one}`, `canonical ${many}`]
}

/** What is written within the main kind, `null` where there is no such thing. */
export function partKind(traits: Kinds): KindTraits | null {
  const main = mainKind(traits)
  return traits.kinds.find(({ within }) => within?.kind === main.name) ?? null
}

/** Where parts stand in the main kind, and what shows their keys; `null`: it has none. */
export function partPlace(traits: Kinds): PartPlace | null {
  const { within, keyField } = partKind(traits) ?? {}
  return within === undefined || keyField === undefined ? null : { group: within.group, keyField }
}

/** The kind that is made of images, `null` where pictures are plain values. */
export function imageKind({ kinds }: Kinds): KindTraits | null {
  return kinds.find(({ madeOf }) => madeOf === 'image') ?? null
}

/** The groups of fields that hold parts. */
export function partGroups(traits: Kinds): string[] {
  const group = partKind(traits)?.within?.group
  return group === undefined ? [] : [group]
}

/** `null` for a kind that the target does not declare. */
export function kindNamed({ kinds }: Pick<TargetTraits, 'kinds'>, name: string): KindTraits | null {
  return kinds.find((kind) => kind.name === name) ?? null
}

/** The resource that a write touches: itself, or what it is a slice of. */
export function subjectOf(kind: KindTraits, key: string): { kind: string; key: string } {
  const owner = kind.owner?.(key)
  return owner ? { kind: owner.kind, key: owner.key } : { kind: kind.name, key }
}
