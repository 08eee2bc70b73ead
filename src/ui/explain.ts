import { CHILD_IDS, ITEM_ID, PARENT_IDS, SHOP } from '../model/edge-names.ts'
import type { ExplainedLink, ExplainedMatch, ExplainedValue, Explanation } from '../model/explanation.ts'
import type { Json } from '../model/json.ts'
import type { Provenance } from '../model/plan.ts'
import { visible } from './visible.ts'
import { columns, furtherOf, itemName, whole, wrapped } from './words.ts'

/** The story of one listing or product: found, matched, built, live, planned. Nothing is cut: long values are wrapped. */
export function renderExplanation(explanation: Explanation, attribute: string | null = null): string[] {
  const { also = [] } = explanation
  const stories = [explanation, ...also].map((one) => (attribute === null ? storyOf(one) : fieldOf(one, attribute)))
  return stories
    .flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]))
    .flatMap((text) => wrapped(visible(text)))
}

function storyOf(explanation: Explanation): string[] {
  return [
    nameOf(explanation),
    ...part('Found', foundLines(explanation.found)),
    ...part('Match', matchLines(explanation.match)),
    ...part('Values', explanation.values.flatMap(valueLines)),
    ...part('Links', columns(explanation.links.map(linkRow))),
    ...part('Images', columns(explanation.images.map(imageRow))),
    ...part('Planned', plannedLines(explanation)),
  ]
}

/** One attribute of it; what no listing is made of has none. */
function fieldOf(explanation: Explanation, attribute: string): string[] {
  const { values, found } = explanation
  const lines =
    values.length > 0 ? values.flatMap(valueLines) : [`Nothing is written to ${attribute} here: ${found.message}`]
  return [nameOf(explanation), '', ...lines]
}

function part(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((text) => `    ${text}`)]
}

function nameOf({ subject }: Explanation): string {
  const { [ITEM_ID]: id, [SHOP]: shop, sku, source } = subject
  return id === null ? sku : `${id} in ${source === undefined ? '' : `${source} `}${shop} (${sku})`
}

function foundLines(found: Explanation['found']): string[] {
  const { export: exported, live } = found
  return [
    found.message,
    ...(exported === null
      ? []
      : [`Export of ${exported.exported_at}${exported.complete ? '' : ', incomplete'}; class ${found.class}.`]),
    ...(found[PARENT_IDS].length > 0 ? [`Parents: ${found[PARENT_IDS].join(', ')}.`] : []),
    ...(found[CHILD_IDS].length > 0 ? [`Children: ${found[CHILD_IDS].join(', ')}.`] : []),
    ...(found.override === null ? [] : [`Override at ${found.override}.`]),
    live === null
      ? 'The account has no product for it yet.'
      : `Product ${live.id}${live.modified === null ? '' : `, changed ${live.modified}`}, ${live.baseline ? 'with' : 'without'} a baseline.`,
  ]
}

function matchLines(match: ExplainedMatch | null): string[] {
  if (match === null) return []
  const { method, value, canonical_value, canonical_sku } = match
  return [
    match.message,
    ...(canonical_sku === null || method === 'override' || value === canonical_value
      ? []
      : [`Compared: ${whole(value)} here, ${whole(canonical_value)} there.`]),
    ...(match.guess ? ['This is a guess: no identifier stands behind it.'] : []),
    ...match.disagreed.map((other) => `Disagrees: ${other.method} ${other.value} names ${other.sku}.`),
    ...match.candidates.map((other) => `Candidate: ${other.sku} by ${other.method} ${other.value}.`),
    ...(match.near.length > 0 ? [`Near: ${match.near.join(', ')}.`] : []),
    ...furtherOf(match).map((more) => `And ${more}.`),
    ...(match.without_override === null ? [] : [`Without the override: ${match.without_override.replace(/\.$/, '')}.`]),
    ...match.listings.map((listing) => `${itemName(listing)} by ${listing.method} ${listing.value}`),
  ]
}

const DECISIONS: { [decision in ExplainedValue['decision']]: string } = {
  write: 'will be written',
  nothing: 'stays as it is',
  blocked: 'is blocked',
  drift: 'changed by people since the last apply: drift',
  'both-moved': 'changed on both sides: conflict',
  kept: 'kept: people may refine it',
  unadopted: 'kept: not adopted yet',
  'keep-override': 'kept: an override says so',
  'with-changes': 'goes along with other changes',
}

function valueLines(value: ExplainedValue): string[] {
  const { field, rule, desired, provenance, replaced, said = [], live, last_written, decision } = value
  const was = (label: string, known: Json) => (known === null ? [] : [`    ${label} ${whole(known)}`])
  return [
    `${field} (${rule}): ${DECISIONS[decision]}`,
    `    desired ${whole(desired)} from ${origin(provenance)}`,
    ...(replaced === null ? [] : [`    instead of ${whole(replaced.value)} from ${origin(replaced.provenance)}`]),
    ...said.map((one) => `    ${one.source} ${one[SHOP]} ${one.id} says ${whole(one.value)}`),
    `    live ${whole(live)}`,
    ...was('last written', last_written),
  ]
}

function origin({ source, path }: Provenance): string {
  return `${source} ${path}`
}

function linkRow({ relationship, source, target, decision, live, provenance }: ExplainedLink): string[] {
  return [relationship, `${source} -> ${target}`, live ? THERE[decision] : ABSENT[decision], origin(provenance)]
}

type Decision = ExplainedLink['decision']

const THERE: { [decision in Decision]: string } = {
  link: 'is there',
  nothing: 'is there',
  blocked: 'is there',
  stale: 'is there, and follows from the source no more',
  unlink: 'is there, and will be removed: it follows from the source no more',
}

const ABSENT: { [decision in Decision]: string } = {
  ...THERE,
  link: 'will be made',
  nothing: 'is blocked',
  blocked: 'is blocked',
}

function imageRow(image: Explanation['images'][number]): string[] {
  const { slot, address, decision, thumbnail, provenance } = image
  return [slot || '(none)', address, decision + (thumbnail ? ', thumbnail' : ''), origin(provenance)]
}

function plannedLines({ planned, found }: Explanation): string[] {
  if (planned.length === 0)
    return found.stage === 'planned' ? ['Nothing: everything is as it should be.'] : ['Nothing.']
  return planned.map(({ id, status, reason }) => `${status === 'blocked' ? 'blocked ' : ''}${id}: ${reason}`)
}
