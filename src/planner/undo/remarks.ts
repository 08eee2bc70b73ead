import { addressOf } from '../../model/address.ts'
import { counted, either } from '../../model/counted.ts'
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import type { Guard } from '../../model/plan.ts'
import type { Draft } from '../diff/draft.ts'
import { namesOf, unmetPatterns } from '../guard/patterns.ts'
import type { UndoContext } from './context.ts'
import type { Deed } from './deeds.ts'
import type { UndoContents } from './types.ts'

const NAMED = 5

function some(names: string[]): string {
  return `${names.slice(0, NAMED).join(', ')}${names.length > NAMED ? `, and ${names.length - NAMED} more` : ''}`
}

/** What holds for all of the plan: what is never undone, what cannot come back as it was, and names that met nothing. */
export function generalRemarks(
  { chosen, drafts }: { chosen: readonly Deed[]; drafts: readonly Draft[] },
  context: UndoContext,
): Diagnostic[] {
  return [...keptDefinitions(chosen), ...newIds(context), ...partial(context), ...unusedAddresses(drafts, context)]
}

function keptDefinitions(chosen: readonly Deed[]): Diagnostic[] {
  const kept = chosen.filter(({ kind }) => kind.madeOf === 'definition').map(({ operation }) => operation.address)
  if (kept.length === 0) return []
  const message = `${counted(kept.length, 'definition')} of the run ${either(kept.length, 'stays', 'stay')}; undoing never deletes or changes definitions: ${some(kept)}.`
  return [diagnostic({ severity: 'info', code: 'undo-definitions', message })]
}

function newIds({ found, main, input }: UndoContext): Diagnostic[] {
  const keys = [...found.coming].sort()
  if (keys.length === 0) return []
  const message = `${counted(keys.length, ...main.noun)} made again ${either(keys.length, 'gets', 'get')} another id: ${some(keys)}.`
  const hint = `What else in ${input.traits.title} was linked to the deleted ${either(keys.length, 'one', 'ones')} has to be linked by hand.`
  return [diagnostic({ severity: 'warning', code: 'undo-new-id', message, hint })]
}

function partial({ input: { live } }: UndoContext): Diagnostic[] {
  if (live.complete) return []
  const message = `The account could not be read as a whole: ${live.gap ?? 'it changed while it was read'}.`
  return [diagnostic({ severity: 'warning', code: 'incomplete-read', message, hint: 'Undo again after a while.' })]
}

/** A pattern that meets nothing of the run, or nothing that is to be done. */
function unusedAddresses(drafts: readonly Draft[], { deeds, found, input }: UndoContext): Diagnostic[] {
  const { addresses, exclude } = input.selection
  const operations = [...deeds, ...drafts].map(({ operation }) => operation)
  return unmetPatterns([...addresses, ...exclude], namesOf([...operations, ...found.blocked])).map((pattern) => {
    const message = `Nothing was written at ${pattern}, so nothing is undone there.`
    return diagnostic({ severity: 'warning', code: 'address-unused', message })
  })
}

/** Deletes are in a plan only because someone allowed them; the plan says so. */
export function allowedDeletes(drafts: readonly Draft[], { main, image, deeds }: UndoContext): Guard[] {
  const deletes = drafts.filter(({ kind, operation }) => !kind.owner && operation.action === kind.verbs.remove)
  if (deletes.length === 0) return []
  const of = (name: string | undefined) => deletes.filter(({ kind }) => kind.name === name).length
  const counts = [
    ...(of(main.name) > 0 ? [counted(of(main.name), ...main.noun)] : []),
    ...(image && of(image.name) > 0 ? [counted(of(image.name), ...image.noun)] : []),
  ]
  return [
    {
      code: 'large-delete',
      message: `The plan deletes ${counts.join(' and ')} of ${counted(deeds.length, 'operation')} that ${either(deeds.length, 'is', 'are')} undone.`,
      hint: 'They were allowed by --allow-deletes.',
      allowed: true,
    },
  ]
}

/** Resources that were looked at and need no write. */
export function untouched(drafts: readonly Draft[], { rows, main, input }: UndoContext): number {
  const written = new Set(drafts.map(({ operation }) => operation.address))
  return [...rows.keys()].filter((key) => input.keys.owns(key) && !written.has(addressOf(main.name, key))).length
}

export function populationOf({ rows, input }: UndoContext): UndoContents['population'] {
  const owned = [...rows.keys()].filter((key) => input.keys.owns(key)).length
  return { owned, canonical: 0, foreign: rows.size - owned }
}
