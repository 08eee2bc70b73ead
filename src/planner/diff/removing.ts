import { SHOP } from '../../model/edge-names.ts'
import type { Guard } from '../../model/plan.ts'
import { isWhole } from '../../model/selection.ts'
import type { Prunable } from '../../model/settings.ts'
import { exportName } from '../match/export-name.ts'
import type { PlanInput } from '../types.ts'
import type { Objection } from './removal.ts'

/** What a plan may remove, and what speaks against it. */
export interface Removing {
  /** A narrowed plan concludes nothing from what it does not look at. */
  whole: boolean
  /** Why nothing at all is removed, whoever decided it; `null`: nothing speaks against it. */
  hindrance: Objection | null
  /** True when what the source no longer has of this kind may be removed. */
  prunes(kind: Prunable): boolean
  /** Why nothing is concluded from the export of a shop; `null`: nothing speaks against it. */
  partial(of: { source: string; shop: string }): Objection | null
}

/** Flags and policy together, and what is known to be wrong with what was read. */
export function removingOf(input: PlanInput, guards: readonly Guard[]): Removing {
  const { selection, settings, sources } = input
  return {
    whole: isWhole(selection),
    hindrance: hindranceOf(input, guards),
    prunes: (kind) => settings.policy.prune[kind] || selection.prune.includes(kind),
    partial({ source, shop }) {
      const read = sources.find(({ header, facts }) => facts.name === source && header[SHOP] === shop)
      if (read?.header.complete !== false) return null
      const message = `The export of ${exportName(read, input)} is incomplete, so what it lacks may be there all the same.`
      return { code: 'partial-export', message, hint: 'A complete export tells.' }
    },
  }
}

function hindranceOf({ live, traits }: PlanInput, guards: readonly Guard[]): Objection | null {
  const code = 'partial-export'
  if (!live.complete) {
    const message = `${traits.title} could not be read as a whole, so nothing is removed.`
    return { code, message, hint: 'Plan again; the warning says what was in the way.' }
  }
  if (!guards.some((guard) => guard.code === 'shrunken-export')) return null
  const message = 'The export lacks much of what the account holds, so nothing is removed on its word.'
  return {
    code,
    message,
    hint: 'Export again. If the listings are really gone, plan with a higher policy.max_export_drop_percent.',
  }
}

/** The finding that stands for something that only pruning would remove. */
export function pruneOff(kind: Prunable, message: string): Objection {
  const hint = `Plan with --prune ${kind}, or write policy.prune: { ${kind}: true } in sync.yaml, and it is removed.`
  return { code: 'prune-off', message, hint }
}
