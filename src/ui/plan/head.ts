import { spanText } from '../../model/counted.ts'
import { SHOP, SHOPS } from '../../model/edge-names.ts'
import type { LeftOut, Plan, PlanSelection, PlanSource } from '../../model/plan.ts'
import { type Phrase, strong } from '../report/report.ts'
import { count } from '../words.ts'
import { purposeOf } from './purpose.ts'

/** What the plan was made for and from; and what it leaves out, where it does not cover everything. */
export function headOf(plan: Plan): Phrase[] {
  return [
    [strong(`Plan for ${plan.workspace.scope}: `), sidesOf(plan)],
    ...purposeOf(plan),
    ...scopeOf(plan),
    ...allowed(plan),
    ...incomplete(plan),
  ]
}

/** What is compared with what. */
export function sidesOf({ sources, target, created_at }: Pick<Plan, 'sources' | 'target' | 'created_at'>): string {
  const from = sources.map((source) => sourceText(source, created_at)).join(' and ')
  return from === '' ? `${accountText(target)}.` : `${from} into ${accountText(target)}.`
}

/** How old the account is, and what narrows the comparison. */
export function scopeOf(plan: Pick<Plan, 'selection' | 'target' | 'created_at'>): Phrase[] {
  return [...oldRead(plan), ...narrowed(plan)]
}

/** By the name that people here gave it, where there is one. */
function accountText({ provider, account, name }: Plan['target']): string {
  return name === undefined ? `${provider} account ${account}` : `${provider} account ${name} (${account})`
}

function sourceText({ provider, [SHOP]: shop, items, exported_at }: PlanSource, now: string): string {
  const age = secondsBetween(exported_at, now)
  const when = age < MINUTE ? 'exported just now' : `exported ${spanText(age, 1)} ago`
  return `${provider} ${shop} (${count(items, 'listing')}, ${when})`
}

const MINUTE = 60

function secondsBetween(earlier: string, later: string): number {
  return Math.max(0, (Date.parse(later) - Date.parse(earlier)) / 1000)
}

/** A plan that was made from a snapshot says how old it is. */
function oldRead({ target, created_at }: Pick<Plan, 'target' | 'created_at'>): Phrase[] {
  const age = secondsBetween(target.read_at, created_at)
  return age < MINUTE ? [] : [`The account is as it was read ${spanText(age, 1)} before the plan was made.`]
}

function narrowed({ selection }: Pick<Plan, 'selection'>): Phrase[] {
  const chosen = narrowedBy(selection)
  if (chosen.length === 0) return []
  const { left_out } = selection
  const rest = left_out === undefined ? 'What is outside of it is left out.' : leftOut(left_out)
  return [`Narrowed by ${chosen.join(' ')}. ${rest}`]
}

/** The flags that narrowed a plan, as they are typed. */
export function narrowedBy(selection: PlanSelection): string[] {
  const { only, addresses, exclude, style, limit, [SHOPS]: shops } = selection
  return [
    ...(only.length > 0 ? [`--only ${only.join(',')}`] : []),
    ...addresses.map((address) => `--address ${address}`),
    ...exclude.map((address) => `--exclude ${address}`),
    ...(style === null ? [] : [`--style ${style}`]),
    ...(limit === null ? [] : [`--limit ${limit}`]),
    ...shops.map((shop) => `--${SHOP} ${shop}`),
  ]
}

/** Parts that are not planned are not counted: nobody compared them. */
function leftOut({ listings, operations }: LeftOut): string {
  const parts = [
    ...(listings > 0 ? [count(listings, 'listing')] : []),
    ...(operations > 0 ? [`${count(operations, 'operation')} on the others`] : []),
  ]
  return parts.length === 0 ? 'What is outside of it was not compared.' : `It leaves out ${parts.join(' and ')}.`
}

/** What was asked for beyond what a plan does by itself. */
function allowed({ selection: { prune, take }, guards, purpose }: Plan): Phrase[] {
  const deletes = guards.some(({ code, allowed }) => code === 'large-delete' && allowed)
  return [
    ...(take === undefined ? [] : [takeText(take)]),
    ...(prune.length > 0 && purpose === undefined
      ? [`Removes what is ours and the source no longer has: ${prune.join(', ')} (prune).`]
      : []),
    ...(deletes ? ['Deletes are allowed however many they are (--allow-deletes).'] : []),
  ]
}

function takeText({ side, attributes }: NonNullable<PlanSelection['take']>): string {
  const where = `Where people and the source differ${attributes.length === 0 ? '' : ` in ${attributes.join(', ')}`}`
  return side === 'source'
    ? `${where}, the source wins over people (--take source).`
    : `${where}, what people have stays and is settled (--take target).`
}

function incomplete({ sources }: Plan): Phrase[] {
  return sources
    .filter(({ complete }) => !complete)
    .map(({ provider, [SHOP]: shop, unread }) => {
      const much =
        unread === undefined || unread === 0 ? '' : ` at least ${count(unread, 'listing')} could not be read;`
      return [
        'Incomplete: ',
        `the export of ${provider} ${shop} does not hold everything;${much} nothing is concluded from what it lacks.`,
      ]
    })
}
