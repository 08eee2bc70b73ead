import { addressOf } from '../../model/address.ts'
import { parseBaseline } from '../../model/baseline.ts'
import { counted, either } from '../../model/counted.ts'
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import type { Fields } from '../../model/fields.ts'
import type { Json } from '../../model/json.ts'
import type { Keys } from '../../model/keys.ts'
import type { KindTraits } from '../../model/kinds.ts'
import { type LiveResource, liveOf } from '../../model/live.ts'
import type { Blocked, Guard } from '../../model/plan.ts'
import { imageKind, mainKind } from '../../model/target-kinds.ts'
import { encodeValue, sameValue } from '../../model/values.ts'
import { type Draft, drafter } from '../diff/draft.ts'
import { byKind, byText } from '../diff/order.ts'
import { type Objection, type RemovalInput, removals } from '../diff/removal.ts'
import { whereShown } from '../diff/shown.ts'
import { overstepped } from '../diff/threshold.ts'
import { summarise } from '../guard/summary.ts'
import type { PlanContents } from '../types.ts'
import { belongingsOf, idsOf } from './below.ts'

/** A picture that a run from here has uploaded. */
export interface UploadedPicture {
  key: string
  id: string
  fields: Fields
}

/** What is to be cleaned up, and the whole account as it is. */
export interface CleanupInput extends RemovalInput {
  keys: Pick<Keys, 'owns'>
  prefix: string
  /** Values that a resource has to have, by label. */
  having: readonly [label: string, text: string][]
  /** Pictures that may go with them; `null`: none are to go. */
  pictures: readonly UploadedPicture[] | null
  allowDeletes: boolean
}

export type CleanupContents = Pick<
  PlanContents,
  'operations' | 'blocked' | 'drift' | 'guards' | 'diagnostics' | 'summary' | 'names' | 'left_out' | 'population'
>

/**
 * The plan that deletes what was made wrongly: resources of ours whose key begins with the prefix, exactly, and that
 * nobody has touched. What begins with it and must not go is blocked, with the reason. A pure function.
 */
export function planCleanup(input: CleanupInput): CleanupContents {
  const main = mainKind(input.traits)
  const all = liveOf(input.live, main.name)
  const chosen = all.filter((live) => live.key.startsWith(input.prefix) && hasAll(live, main, input))
  const { drafts: wanted, blocked, names } = judge(chosen, input)
  const held = threshold(ofMain(wanted, main), { all, main }, input)
  const drafts = held.blocks ? [] : wanted
  const pictures = unusedPictures(drafts, { all, main }, input)
  const operations = [...drafts, ...pictures.drafts].map(({ operation }) => operation)
  const lists = { operations, drift: [], blocked: [...blocked, ...held.blocked].sort(byKind(input.traits.kinds)) }
  const owned = all.filter(({ key }) => input.keys.owns(key)).length
  return {
    ...lists,
    guards: held.guards,
    diagnostics: [...counts(chosen, input), ...pictures.diagnostics].sort(byText),
    summary: summarise({ ...lists, conflicts: [] }, chosen.length - ofMain(drafts, main).length, input.traits),
    names,
    left_out: { listings: 0, operations: 0 },
    population: { owned, canonical: 0, foreign: all.length - owned },
  }
}

function ofMain(drafts: Draft[], main: KindTraits): Draft[] {
  return drafts.filter(({ kind }) => kind.name === main.name)
}

function hasAll({ fields }: LiveResource, main: KindTraits, { having }: CleanupInput): boolean {
  return having.every(([label, text]) => {
    const path = main.pathOf(label)
    const { holds } = main.field(path)
    const encoded = encodeValue(holds, text)
    const wanted: Json = encoded.ok ? encoded.value : text
    return sameValue(holds, fields[path], wanted) || String(fields[path] ?? '') === text
  })
}

interface Judged {
  drafts: Draft[]
  blocked: Blocked[]
  names: PlanContents['names']
}

function judge(chosen: LiveResource[], input: CleanupInput): Judged {
  const { objectionTo, draftOf, blocked, names } = removals(input)
  const judged: Judged = { drafts: [], blocked: [], names: {} }
  const belonging = belongingsOf(input)
  for (const live of chosen.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
    const reason = `its key begins with ${input.prefix}`
    const below = belonging(live, reason)
    const objection = objectionTo(live) ?? unseen(input) ?? below.objection
    if (objection) judged.blocked.push(blocked(live, objection))
    else {
      judged.drafts.push(...below.drafts, draftOf(live, reason, idsOf(below.drafts)))
      for (const [address, name] of names(live)) judged.names[address] = name
    }
  }
  return judged
}

function unseen({ live, traits }: CleanupInput): Objection | null {
  if (live.complete) return null
  const message = `${traits.title} could not be read as a whole: ${live.gap ?? 'it changed while it was read'}.`
  return { code: 'partial-export', message, hint: 'Clean up again in a few minutes.' }
}

interface Account {
  all: LiveResource[]
  main: KindTraits
}

interface Held {
  blocks: boolean
  blocked: Blocked[]
  guards: Guard[]
}

/** A prefix that names all that was ever made from here is more often a slip than meant. */
function threshold(drafts: Draft[], { all, main }: Account, input: CleanupInput): Held {
  const made = all.filter((live) => isMade(live, input))
  const most = input.settings.policy.max_delete_percent
  const everything = made.every(({ key }) => key.startsWith(input.prefix))
  const where = `scope ${input.settings.scope}`
  const beyond = overstepped({ deletes: drafts.length, created: made.length, most, where })
  if (!everything || !beyond) return { blocks: false, blocked: [], guards: [] }
  const message = `All ${main.noun[1]} of ours begin with ${input.prefix}. ${beyond.message}`
  const hint = 'Write a longer prefix; if it is meant, add --allow-deletes.'
  if (input.allowDeletes)
    return { blocks: false, blocked: [], guards: [{ code: 'large-delete', message, hint, allowed: true }] }
  const blocked = drafts.map(({ operation: { id, address, action } }): Blocked => {
    return { id, address, action, code: 'threshold', message, hint }
  })
  return { blocks: true, blocked, guards: [] }
}

function isMade({ key, fields }: LiveResource, { traits, settings, digest }: CleanupInput): boolean {
  const baseline = parseBaseline(fields[traits.baseline.path], digest)
  return baseline?.sku === key && baseline.scope === settings.scope && baseline.created
}

/** Pictures of ours that nothing shows, or nothing any more. */
function unusedPictures(drafts: Draft[], { all }: Account, input: CleanupInput) {
  const kind = imageKind(input.traits)
  const diagnostics: Diagnostic[] = []
  if (input.pictures === null || !kind) return { drafts: [], diagnostics }
  const remove = kind.verbs.remove
  if (input.pictures.length === 0 || remove === undefined || !input.live.complete) {
    const message =
      remove === undefined
        ? `${input.traits.title} is not asked to delete ${kind.noun[1]}.`
        : input.pictures.length === 0
          ? `No ${kind.noun[0]} is known here that a run has uploaded, so none is deleted.`
          : `Whether anything shows ${kind.noun[1]} cannot be said, so none is deleted.`
    return { drafts: [], diagnostics: [diagnostic({ severity: 'info', code: 'cleanup-no-pictures', message })] }
  }
  const leaving = new Set(drafts.map(({ operation }) => operation.key))
  const showcase = { rows: all, drafts, leaving, writtenBy: () => ({}) }
  const shown = whereShown(new Set(input.pictures.map(({ id }) => id)), showcase)
  const unused = input.pictures.filter(({ id }) => !shown.get(id)?.stays)
  const draftOf = drafter(input.digest)
  return {
    diagnostics,
    drafts: unused
      .toSorted((a, b) => (a.key < b.key ? -1 : 1))
      .map(({ key, id, fields }) =>
        draftOf({
          ...{ kind, key, action: remove, targetId: id, before: fields, after: {}, provenance: {}, refs: {} },
          reason: 'a run from here uploaded it, and nothing shows it',
          dependsOn: [...new Set(shown.get(id)?.until ?? [])],
        }),
      ),
  }
}

/** Looks alike are named, since a search in the target finds them as well. */
function counts(chosen: LiveResource[], { live, traits, prefix }: CleanupInput): Diagnostic[] {
  const main = mainKind(traits)
  const lower = prefix.toLowerCase()
  const alike = liveOf(live, main.name).filter(
    ({ key }) => !key.startsWith(prefix) && key.toLowerCase().startsWith(lower),
  )
  const nothing =
    chosen.length > 0
      ? []
      : [
          diagnostic({
            severity: 'warning',
            code: 'cleanup-nothing',
            message: `No ${main.noun[0]} begins with ${prefix} and fits what else was asked for.`,
            hint: 'A prefix is taken as it stands: capital letters count, and * means itself.',
          }),
        ]
  if (alike.length === 0) return nothing
  const message = `${counted(alike.length, ...main.noun)} ${either(alike.length, 'begins', 'begin')} with the same letters in another case, and ${either(alike.length, 'is', 'are')} left out: ${alike
    .slice(0, 3)
    .map(({ key }) => addressOf(main.name, key))
    .join(', ')}${alike.length > 3 ? ', …' : ''}.`
  return [...nothing, diagnostic({ severity: 'info', code: 'cleanup-other-case', message })]
}
