import { liveOf } from '../../model/live.ts'
import { imageKind, mainKind, partGroups } from '../../model/target-kinds.ts'
import { drafter } from '../diff/draft.ts'
import { byKind, byText } from '../diff/order.ts'
import { removals } from '../diff/removal.ts'
import { narrow } from '../guard/narrow.ts'
import { summarise } from '../guard/summary.ts'
import { chosenDeeds, withoutUnneeded } from './choose.ts'
import type { UndoContext } from './context.ts'
import { type Deed, deedsOf } from './deeds.ts'
import { pastIds } from './ids.ts'
import { undoAll } from './inverse.ts'
import { inUndoOrder } from './order.ts'
import { allowedDeletes, generalRemarks, populationOf, untouched } from './remarks.ts'
import type { UndoContents, UndoInput } from './types.ts'

export { type Questions, questionsOf } from './questions.ts'
export type { UndoContents, UndoInput } from './types.ts'

/**
 * The plan that puts back what another one has changed: the inverse of each operation that was carried out, field by field,
 * only where the target still holds what was written. A pure function, as planning is.
 */
export function planUndo(input: UndoInput): UndoContents {
  const context = contextOf(input)
  const chosen = chosenDeeds(context)
  undoAll(chosen, context)
  const { found } = context
  const needed = withoutUnneeded(inUndoOrder(found.drafts, input.traits.kinds), context)
  const { drafts, blocked } = narrow(needed, { ...input.selection, addresses: [] }, partGroups(input.traits))
  const operations = drafts.map(({ operation }) => operation)
  const lists = {
    operations,
    blocked: [...found.blocked, ...blocked].sort(byKind(input.traits.kinds)),
    drift: found.drift,
  }
  return {
    ...lists,
    guards: allowedDeletes(drafts, context),
    diagnostics: [...found.diagnostics, ...generalRemarks({ chosen, drafts }, context)].sort(byText),
    summary: summarise({ ...lists, conflicts: [] }, untouched(drafts, context), input.traits),
    names: Object.fromEntries([...found.names].sort()),
    left_out: { listings: 0, operations: context.deeds.length - chosen.length },
    population: populationOf(context),
  }
}

function contextOf(input: UndoInput): UndoContext {
  const deeds = deedsOf(input)
  const main = mainKind(input.traits)
  const image = imageKind(input.traits)
  const ids = pastIds(deeds, input)
  return {
    input,
    deeds,
    main,
    image,
    rows: new Map(liveOf(input.live, main.name).map((live) => [live.key, live])),
    ids,
    removals: removals(namingPictures(input, deeds, { image: image?.name, ids })),
    draftOf: drafter(input.digest),
    found: {
      ...{ drafts: [], blocked: [], drift: [], diagnostics: [] },
      ...{ leaving: new Set(), coming: new Set(), names: new Map() },
    },
  }
}

/** Pictures of the run are known by their names, which the account is not asked for. */
function namingPictures(
  input: UndoInput,
  deeds: readonly Deed[],
  { image, ids }: { image: string | undefined; ids: UndoContext['ids'] },
): UndoInput {
  if (image === undefined) return input
  const known = deeds.flatMap(({ operation: { kind, key, address } }) => {
    const id = kind === image ? ids.find(address) : null
    return id === null ? [] : [{ kind, key, id, fields: {} }]
  })
  const resources = { ...input.live.resources, [image]: [...liveOf(input.live, image), ...known] }
  return { ...input, live: { ...input.live, resources } }
}
