import { addressOf } from '../../model/address.ts'
import { readsStatus } from '../../model/listing-status.ts'
import type { Blocked, Gone, Guard } from '../../model/plan.ts'
import { shortExportName } from '../match/export-name.ts'
import type { DiffContext } from './context.ts'
import { type Others, planDeletes } from './deleting.ts'
import type { Draft } from './draft.ts'
import type { GoneProduct } from './gone.ts'
import { archiveGone, markGone } from './marking.ts'

export interface GonePlan {
  /** Updates and deletes. */
  drafts: Draft[]
  blocked: Blocked[]
  guards: Guard[]
  gone: Gone[]
  /** Keys of what is deleted. */
  deleted: Set<string>
}

/** What the policy does about listings that are gone, and what it says where it does nothing. */
export function planGone(gone: readonly GoneProduct[], others: Others, context: DiffContext): GonePlan {
  const { removing } = context
  const acting = removing.whole && removing.hindrance === null ? gone.filter(({ confirmed }) => confirmed) : []
  const done = act(acting, others, context)
  return {
    ...done,
    gone: gone.map((one) => entryOf(one, whatHappens(one, done.told, context), context)),
    deleted: new Set(done.deletes),
  }
}

interface Done extends Omit<GonePlan, 'gone' | 'deleted'> {
  deletes: string[]
  /** What happens, by key, as the rest of a sentence. */
  told: Map<string, string>
}

function act(gone: readonly GoneProduct[], others: Others, context: DiffContext): Done {
  const policy = policyOf(context)
  if (policy === 'mark' || policy === 'archive') return state(gone, { policy, others }, context)
  if (policy === 'report') return { drafts: [], blocked: [], guards: [], deletes: [], told: new Map() }
  const { drafts, blocked, guards, kept } = planDeletes(gone, others, context)
  const deletes = drafts.map(({ operation }) => operation.key)
  const reasons = [...kept].map(([key, why]) => [key, `it is not deleted: ${withoutDot(why)}`] as const)
  const told = new Map([...deletes.map((key) => [key, 'this plan deletes it'] as const), ...reasons])
  return { drafts, blocked, guards, deletes, told }
}

/** What pruning products means for a policy that only reports. */
function policyOf({ input, removing }: DiffContext) {
  const { on_gone } = input.settings.policy
  return on_gone === 'report' && removing.prunes('products') ? 'delete' : on_gone
}

interface Stating {
  policy: 'mark' | 'archive'
  others: Others
}

function state(gone: readonly GoneProduct[], { policy, others }: Stating, context: DiffContext): Done {
  const done: Done = { drafts: [], blocked: [], guards: [], deletes: [], told: new Map() }
  const [planned, already] =
    policy === 'mark'
      ? ['this plan marks it as gone', 'its mark is as it is to be, or people hold it']
      : ['this plan archives it', 'it is archived, or people hold its status']
  const unable = unableTo(policy, context)
  if (unable !== null) return leftAlone(gone, unable, context)
  const say = policy === 'mark' ? markGone : archiveGone
  for (const one of gone) {
    const { key } = one.owned.live
    const isUpdated = others.updated?.has(key) ?? false
    const draft = isUpdated ? null : say(one, context)
    if (draft) done.drafts.push(draft)
    done.told.set(key, draft || isUpdated ? planned : already)
  }
  return done
}

function leftAlone(gone: readonly GoneProduct[], { why, blocks }: Unable, context: DiffContext): Done {
  const keys = gone.map(({ owned }) => owned.live.key)
  const blocked = blocks ? keys.map((key) => cannotArchive(key, context)) : []
  return { drafts: [], blocked, guards: [], deletes: [], told: new Map(keys.map((key) => [key, why])) }
}

interface Unable {
  why: string
  blocks: boolean
}

/** Why nothing of a kind can say so. What belongs to something goes by that. */
function unableTo(policy: Stating['policy'], { kind, rules, input }: DiffContext): Unable | null {
  const [, many] = kind.noun
  const blocks = kind.belongs === undefined
  if (policy === 'archive')
    return kind.archived ? null : { why: `${input.traits.title} does not archive ${many}`, blocks }
  const shows = rules.some(({ spec }) => readsStatus(spec))
  return shows ? null : { why: `no rule says on ${many} what the status of a listing is`, blocks: false }
}

function cannotArchive(key: string, { kind, input }: DiffContext): Blocked {
  const { title } = input.traits
  const address = addressOf(kind.name, key)
  const message = `Its listing is gone and policy.on_gone is archive, but ${title} does not archive ${kind.noun[1]}.`
  const action = kind.verbs.update
  return { id: `${action}:${address}`, address, action, code: 'unsupported', message, hint: 'Choose mark, or report.' }
}

function whatHappens(one: GoneProduct, told: ReadonlyMap<string, string>, { removing, kind }: DiffContext): string {
  const left = `the ${kind.noun[0]} is left as it is`
  const known = told.get(one.owned.live.key)
  if (known !== undefined) return known
  if (!removing.whole) return `${left}: a narrowed plan does nothing about it`
  if (!one.confirmed) return one.why === undefined ? left : `${left}: ${one.why}`
  if (removing.hindrance) return `${left}: ${withoutDot(removing.hindrance.message)}`
  return `${left} (policy.on_gone is report)`
}

function entryOf({ owned: { live }, source, since }: GoneProduct, told: string, { kind, input }: DiffContext): Gone {
  const { key } = live
  const day = source.header.exported_at.slice(0, 10)
  const row = since === null ? '' : `, as every one since ${since.slice(0, 10)}`
  const message = `The export of ${shortExportName(source, input)} of ${day} has its listing no more${row}; ${told}.`
  return { address: addressOf(kind.name, key), key, since, message }
}

function withoutDot(sentence: string): string {
  return sentence.replace(/\.$/, '')
}
