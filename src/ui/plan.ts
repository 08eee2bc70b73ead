import { parseAddress } from '../model/address.ts'
import { SHOP } from '../model/edge-names.ts'
import type { JsonObject } from '../model/json.ts'
import type { Action, Operation, Plan } from '../model/plan.ts'
import { renderFindings, staleLinks } from './plan-findings.ts'
import { atFirstDot, callWindow, count, duration, line, shown, some, table } from './words.ts'

const SIGNS: { [action in Action]: string } = {
  create: '+',
  update: '~',
  upload: '^',
  link: '>',
  unlink: '<',
  delete: '-',
}

const NOUNS: { [kind: string]: [string, string] } = {
  attribute: ['attribute', 'attributes'],
  relationship: ['relationship', 'relationships'],
  family: ['family', 'families'],
  asset: ['image', 'images'],
  product: ['product', 'products'],
  link: ['source', 'sources'],
}

function nounOf(kind: string, number: number): string {
  const [one, many] = NOUNS[kind] ?? [kind, `${kind}s`]
  return number === 1 ? one : many
}

/** So many operations of one sort are shown one by one; more are grouped. */
const FEW = 5

/** A plan for people: what it was made from, what it would do, what it leaves alone and why, and the totals last. */
export function renderPlan(plan: Plan): string[] {
  return [...header(plan), '', ...guards(plan), ...renderFindings(plan), ...operations(plan), ...totals(plan)]
}

/** What keeps the plan from being applied comes first. */
function guards({ guards: list }: Plan): string[] {
  return list.flatMap(({ code, message, hint, allowed }) => [
    line(allowed ? `! Allowed (${code}): ${message}` : `! This plan is not applied (${code}): ${message}`),
    ...(allowed ? [] : [line(`    ${hint}`)]),
    '',
  ])
}

function header({ sources, target, matches, selection }: Plan): string[] {
  const from = sources.map(({ provider, [SHOP]: shop, items, complete, exported_at }) => {
    const state = complete ? '' : ', incomplete'
    return `Source: ${provider} ${shop}, ${count(items, 'listing')}, exported ${exported_at.slice(0, 16).replace('T', ' ')} UTC${state}.`
  })
  const { owned, canonical, foreign } = target
  const methods = Object.entries(matches.by_method).map(([method, number]) => `${method} ${number}`)
  const narrowed = selection.complete
    ? []
    : ['This plan does not cover everything: it is narrowed, or was made from an incomplete read.']
  return [
    ...from,
    `Target: ${target.provider} ${target.account}, ${owned} of our products, ${canonical} canonical, ${foreign} others.`,
    `Matched: ${matches.matched} of ${matches.total} listings (${matches.rate} %)${methods.length > 0 ? `: ${methods.join(', ')}` : ''}; ${matches.unmatched} unmatched, ${matches.ambiguous} ambiguous.`,
    ...narrowed,
  ].map(line)
}

function operations(plan: Plan): string[] {
  if (plan.operations.length === 0) return []
  const lines: string[] = ['The plan:', '']
  for (const [kind, ofKind] of Map.groupBy(plan.operations, ({ kind }) => kind)) {
    for (const action of Object.keys(SIGNS) as Action[]) {
      const group = ofKind.filter((operation) => operation.action === action)
      if (group.length > 0) lines.push(...renderGroup(kind, action, group), '')
    }
  }
  return lines
}

function renderGroup(kind: string, action: Action, group: Operation[]): string[] {
  const title = `${SIGNS[action]} ${action} ${group.length.toLocaleString('en-US')} ${nounOf(kind, group.length)}`
  if (kind === 'product' && action === 'update') return [line(title), ...updates(group)]
  const note = kind === 'link' ? ` (${count(pairs(group), 'pair')})` : ''
  if (kind === 'attribute' || kind === 'relationship' || kind === 'family') {
    return [line(title + note), line(`    ${group.map(({ address }) => parseAddress(address).key).join(', ')}`)]
  }
  return [
    line(title + note),
    ...table(
      group.slice(0, FEW).map((operation) => describe(kind, operation)),
      '    ',
    ),
    ...more(group.length),
  ]
}

function more(total: number): string[] {
  return total > FEW ? [`    … and ${(total - FEW).toLocaleString('en-US')} more`] : []
}

function describe(kind: string, { address, after, reason }: Operation): string[] {
  const { key } = parseAddress(address)
  if (kind === 'asset') return [key, `from ${String(after.url)}`]
  if (kind === 'link') {
    const [relationship, sku] = atFirstDot(key)
    const targets = (after.targets as string[]).map((target) => parseAddress(target).key)
    return [relationship, `${sku} -> ${some(targets, FEW)}`]
  }
  const images = Object.values((after.attributes ?? {}) as JsonObject).find(
    (value) => Array.isArray(value) && String(value[0]).startsWith('asset.'),
  )
  const gallery = Array.isArray(images) ? `, ${count(images.length, 'image')}` : ''
  return [key, `${shown(after.label ?? after.title ?? after.name ?? null)}${gallery}`, reason]
}

function pairs(group: Operation[]): number {
  return group.reduce(
    (total, { before, after }) =>
      total + (after.targets as string[]).length - ((before?.targets as string[]) ?? []).length,
    0,
  )
}

interface FieldChange {
  sku: string
  from: unknown
  to: unknown
}

/** Updates by field: a reviewer wants to know which attributes move, on how many products, and how. */
function updates(group: Operation[]): string[] {
  const fields = new Map<string, FieldChange[]>()
  for (const { address, before, after } of group) {
    const sku = parseAddress(address).key
    for (const [field, from, to] of changesOf(before ?? {}, after)) {
      const changes = fields.get(field) ?? []
      changes.push({ sku, from, to })
      fields.set(field, changes)
    }
  }
  return [...fields].flatMap(([field, changes]) => {
    const rows = changes.slice(0, FEW).map(({ sku, from, to }) => [sku, change(from, to)])
    return [
      line(`    ${field}: ${count(changes.length, 'product')}`),
      ...table(rows, '        '),
      ...more(changes.length).map((text) => `    ${text}`),
    ]
  })
}

function changesOf(before: JsonObject, after: JsonObject): [string, unknown, unknown][] {
  const { attributes = {}, ...own } = after
  const old = (before.attributes ?? {}) as JsonObject
  return [
    ...Object.entries(own).map(([field, value]): [string, unknown, unknown] => [field, before[field], value]),
    ...Object.entries(attributes as JsonObject).map(([label, value]): [string, unknown, unknown] => [
      label,
      old[label],
      value,
    ]),
  ]
}

function change(from: unknown, to: unknown): string {
  if (!Array.isArray(to)) return `${shown(from)} -> ${shown(to)}`
  const old = new Set(Array.isArray(from) ? from : [])
  const added = to.filter((entry) => !old.has(entry)).length
  const removed = [...old].filter((entry) => !to.includes(entry)).length
  return added + removed === 0 ? `new order of ${to.length}` : `${added} added, ${removed} removed, ${to.length} in all`
}

function totals({ summary, cost, operations: list, gone, stale }: Plan): string[] {
  const { unchanged, blocked, conflicts, drift, unadopted } = summary
  const lost = gone.length + stale.length
  const past = lost === 0 ? '' : `, ${count(gone.length, 'product')} gone from the source, ${staleLinks(stale)}`
  const left = `${count(unchanged, 'product')} unchanged, ${blocked} blocked, ${count(conflicts, 'conflict')}, ${drift} drifted, ${unadopted} unadopted${past}.`
  if (list.length === 0) return [`${lost === 0 ? 'No changes' : 'Nothing to write'}. ${left}`]
  const {
    create,
    update,
    upload,
    link,
    unlink,
    delete: deleted,
    attach,
    detach,
    thumbnail,
    reused,
    link_pairs,
  } = summary
  const parts = [
    `${create} to create`,
    `${update} to update`,
    `${upload} to upload`,
    `${link} to link (${count(link_pairs, 'pair')})`,
    ...(unlink > 0 ? [`${unlink} to unlink`] : []),
    ...(deleted > 0 ? [`${deleted} to delete`] : []),
  ]
  const window = cost.binding_window === null ? '' : ` at ${callWindow(cost.binding_window)}`
  return [
    `Plan: ${parts.join(', ')}.`,
    `Images: ${attach} to attach, ${detach} to detach, ${count(thumbnail, 'thumbnail')} to set, ${reused} already in the account.`,
    `Left alone: ${left}`,
    `Cost: ${count(cost.reads + cost.writes, 'call')}, at least ${duration(cost.seconds)}${window}; planning took ${count(cost.plan_reads, 'call')}.`,
  ].map(line)
}
