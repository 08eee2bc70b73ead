import { addTo } from '../../model/grouping.ts'
import { isEmpty } from '../../model/json.ts'
import type { Belongs } from '../../model/kinds.ts'
import { type LiveResource, liveOf } from '../../model/live.ts'
import { imageKind, mainKind, partGroups, tiersOf } from '../../model/target-kinds.ts'
import { drafter } from '../diff/draft.ts'
import { byKind, byText, inOrder } from '../diff/order.ts'
import { removals } from '../diff/removal.ts'
import { narrow } from '../guard/narrow.ts'
import { summarise } from '../guard/summary.ts'
import { tierView } from '../tier-view.ts'
import { chosenDeeds, withoutUnneeded } from './choose.ts'
import type { UndoContext } from './context.ts'
import { type Deed, deedsOf } from './deeds.ts'
import { pastIds } from './ids.ts'
import { undoAll } from './inverse.ts'
import { allowedDeletes, generalRemarks, populationOf, untouched } from './remarks.ts'
import { deletedOwners } from './returning.ts'
import type { UndoContents, UndoInput } from './types.ts'

export { type Questions, questionsOf } from './questions.ts'
export type { UndoContents, UndoInput } from './types.ts'

/**
 * The plan that puts back what another one has changed: the inverse of each operation that was carried out, field by field,
 * only where the target still holds what was written. A pure function, as planning is.
 */
export function planUndo(input: UndoInput): UndoContents {
  const contexts = contextsOf(input)
  const main = contexts.at(-1) as UndoContext
  const chosen = contexts.flatMap(undoOne)
  const founds = contexts.map(({ found }) => found)
  const made = founds.flatMap(({ drafts }) => drafts)
  const { kinds } = input.traits
  const needed = withoutUnneeded(inOrder(made, kinds), main)
  const { drafts, blocked } = narrow(needed, { ...input.selection, addresses: [] }, partGroups(input.traits))
  const operations = drafts.map(({ operation }) => operation)
  const lists = {
    operations,
    blocked: [...founds.flatMap((found) => found.blocked), ...blocked].sort(byKind(kinds)),
    drift: founds.flatMap((found) => found.drift),
  }
  const diagnostics = [...founds.flatMap((found) => found.diagnostics), ...generalRemarks({ chosen, drafts }, main)]
  return {
    ...lists,
    guards: allowedDeletes(drafts, main),
    diagnostics: diagnostics.sort(byText),
    summary: summarise({ ...lists, conflicts: [] }, untouched(drafts, main), input.traits),
    names: Object.fromEntries(founds.flatMap((found) => [...found.names]).sort()),
    left_out: { listings: 0, operations: deedsOf(input).length - chosen.length },
    population: populationOf(main),
  }
}

function undoOne(context: UndoContext): Deed[] {
  const chosen = chosenDeeds(context)
  undoAll(chosen, context)
  return chosen
}

/** One for each kind that is made of items, what belongs to others before these. */
function contextsOf(input: UndoInput): UndoContext[] {
  const contexts: UndoContext[] = []
  const owners = deletedOwners(input)
  for (const kind of tiersOf(input.traits).toReversed())
    contexts.push(contextOf(tierView(input, kind), owners, contexts))
  return contexts
}

function contextOf(
  input: UndoInput,
  owners: UndoContext['deletedOwners'],
  before: readonly UndoContext[],
): UndoContext {
  const deeds = deedsOf(input)
  const main = mainKind(input.traits)
  const image = imageKind(input.traits)
  const ids = pastIds(deeds, input)
  const resources = liveOf(input.live, main.name)
  return {
    input,
    deletedOwners: owners,
    deeds,
    main,
    image,
    rows: new Map(resources.map((live) => [live.key, live])),
    holders: holdersIn(resources, main),
    ids,
    removals: removals(namingPictures(input, deeds, { image: image?.name, ids })),
    draftOf: drafter(input.digest),
    below: [...before],
    found: {
      ...{ drafts: [], blocked: [], drift: [], diagnostics: [] },
      ...{ leaving: new Map(), rewritten: new Set(), coming: new Set(), names: new Map() },
    },
  }
}

function holdersIn(resources: readonly LiveResource[], { belongs = NOTHING }: Holding): Map<string, string[]> {
  const holders = new Map<string, string[]>()
  for (const { key, fields } of resources)
    for (const path of Object.values(belongs)) if (!isEmpty(fields[path])) addTo(holders, String(fields[path]), key)
  return holders
}

type Holding = { belongs?: Partial<Belongs> }

const NOTHING: Partial<Belongs> = {}

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
