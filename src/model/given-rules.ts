import type { GivenRule, KindTraits } from './kinds.ts'
import type { AttributeSpec } from './settings.ts'
import type { TargetTraits } from './target.ts'
import { mainKind } from './target-kinds.ts'

/** The rules of a workspace, and the kinds that they may be about. */
export interface Ruled {
  traits: Pick<TargetTraits, 'kinds' | 'title'>
  attributes: readonly AttributeSpec[]
  /** Rules of parts, or of variants that are a kind of their own. */
  variants?: readonly AttributeSpec[]
}

/** All rules of a kind that is made of items: those of the workspace, then what the target fills by itself beside them. */
export function rulesOf(kind: KindTraits, ruled: Ruled): AttributeSpec[] {
  const specs = writtenFor(kind, ruled)
  if (kind.given === undefined) return [...specs]
  const taken = new Set(specs.map(({ label }) => kind.pathOf(label)))
  return [...specs, ...kind.given.filter(({ label }) => !taken.has(kind.pathOf(label))).map(specOf)]
}

/** What the workspace says of what belongs to others, it says of the resources themselves alone. */
function writtenFor(kind: KindTraits, { traits, attributes, variants = [] }: Ruled): readonly AttributeSpec[] {
  const main = mainKind(traits)
  if (kind.name === main.name) return attributes
  return kind.within?.kind === main.name || kind.madeOf === 'joined' ? variants : []
}

/** A given rule as a workspace would say it. */
function specOf({ label, write, ...rule }: GivenRule): AttributeSpec {
  const { from = null, value = null, origin = 'target' } = rule
  return {
    ...{ label, name: label, type: null, from, value, write },
    ...{ clear: false, options: [], position: NOWHERE, given: { origin } },
  }
}

const NOWHERE = { file: 'specs/attributes.yaml', line: 1, column: 1 }
