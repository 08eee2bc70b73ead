import { grouped } from '../../model/figures.ts'
import type { BaselineChange, Operation, Plan } from '../../model/plan.ts'
import type { Block, OtherChange } from '../report/report.ts'
import { lines, strong } from '../report/report.ts'
import { count } from '../words.ts'
import { printedPaths } from './differences.ts'
import type { Group, Terms } from './group.ts'
import { pathName } from './nouns.ts'
import { referenceName } from './pictures.ts'
import type { Reading } from './reading.ts'
import { spread } from './samples.ts'

/** Products that get a baseline: what becomes ours of each, in numbers or with details by name. */
export function adoptions({ group, terms }: Group, _plan: Plan, { details, rows }: Reading): Block[] {
  if (details) return group.map((operation) => entire(operation, terms))
  const shown = spread(group, rows)
  const table = shown.map((operation) => [operation.key, ownedText(operation)])
  const more = group.length - shown.length
  return [{ is: 'table', columns: ['Key', 'Baseline'], rows: table, more }, ...fieldsOf(group, rows)]
}

/** `12 values, 3 images, 2 links; from scope boots` */
export function ownedText({ baseline, after }: Operation): string {
  if (baseline?.text !== undefined) return baseline.text === null ? NO_MORE : FORMER
  const links = linksIn(baseline)
  const parts = [
    count(printedPaths(baseline?.prints).length, 'value'),
    ...(baseline?.images?.length ? [count(baseline.images.length, 'image')] : []),
    ...(links.length > 0 ? [count(links.length, 'link')] : []),
  ]
  const from = baseline?.from_scope === undefined ? '' : `; so far of the scope ${baseline.from_scope}`
  return `${parts.join(', ')}${from}${isGivenKey({ after }) ? '; made by others, and gets its key' : ''}`
}

/** Adopting writes nothing else than baselines, but for the keys of what others made. */
function isGivenKey({ after }: Pick<Operation, 'after'>): boolean {
  return Object.keys(after).length > 0
}

const NO_MORE = 'its baseline is emptied: nothing of it is ours any more'
const FORMER = 'its former baseline comes back'

/** Sums over many: `7,200 values and 1,800 images become ours` */
export function ownedInAll(group: Operation[]): string {
  const values = group.reduce((sum, { baseline }) => sum + printedPaths(baseline?.prints).length, 0)
  const images = group.reduce((sum, { baseline }) => sum + (baseline?.images?.length ?? 0), 0)
  const links = group.reduce((sum, { baseline }) => sum + linksIn(baseline).length, 0)
  const parts = [
    ...(values > 0 ? [count(values, 'value')] : []),
    ...(images > 0 ? [count(images, 'image')] : []),
    ...(links > 0 ? [count(links, 'link')] : []),
  ]
  const verb = values + images + links === 1 ? 'becomes' : 'become'
  return parts.length === 0 ? 'no value changes' : `${parts.join(', ')} ${verb} ours; no value changes`
}

function linksIn(baseline: BaselineChange | undefined): string[] {
  return Object.entries(baseline?.links ?? {}).flatMap(([series, sources]) =>
    sources.map((source) => `${series} of ${source}`),
  )
}

/** How often each field becomes ours, where there are more products than are shown. */
function fieldsOf(group: Operation[], rows: number): Block[] {
  if (group.length <= rows) return []
  const paths = group.flatMap(({ baseline }) => printedPaths(baseline?.prints))
  const counts = [...Map.groupBy(paths, (path) => path)].map(
    ([path, { length }]) => `${pathName(path)} ${grouped(length)}`,
  )
  return counts.length === 0 ? [] : [lines(`By field: ${counts.join(', ')}.`)]
}

/** What a product gets for its baseline, by name. */
export function ownedBy({ baseline, after, key }: Operation, names: Terms['names']): OtherChange[] {
  if (baseline === undefined || baseline.text !== undefined) return []
  const { prints = {}, images = [], from_scope } = baseline
  const values = printedPaths(prints).map(pathName)
  const lost = Object.keys(prints).filter((path) => prints[path] === null)
  const pictures = images.map(({ slot, asset }) => `${slot} ${referenceName(asset, names)}`.trim())
  const links = linksIn(baseline)
  return [
    ...(values.length > 0 ? [{ name: 'values', phrase: values.join(', ') }] : []),
    ...(lost.length > 0 ? [{ name: 'values no longer ours', phrase: lost.map(pathName).join(', ') }] : []),
    ...(pictures.length > 0 ? [{ name: 'images', phrase: pictures.join(', ') }] : []),
    ...(links.length > 0 ? [{ name: 'links', phrase: links.join(', ') }] : []),
    ...(isGivenKey({ after }) ? [{ name: 'key', phrase: `${key}; it was made by others` }] : []),
    ...(from_scope === undefined ? [] : [{ name: 'scope so far', phrase: from_scope }]),
  ]
}

function entire(operation: Operation, terms: Terms): Block {
  const changes = ownedBy(operation, terms.names)
  const title = [strong(operation.key), ...(changes.length > 0 ? [] : [`  ${ownedText(operation)}`])]
  return { is: 'changes', sign: 'change', title, changes, more: 0 }
}
