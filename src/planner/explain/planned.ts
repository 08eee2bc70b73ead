import { addressOf, parseAddress } from '../../model/address.ts'
import { ALIKE_HINT, isAlike, whyAlike } from '../../model/alike.ts'
import type { ExplainedLink, Explanation } from '../../model/explanation.ts'
import { texts } from '../../model/fields.ts'
import type { Series } from '../../model/target.ts'
import { kindNamed, subjectOf } from '../../model/target-kinds.ts'
import { relationOrigins } from '../project/origins.ts'
import { addressIn, type Story } from './story.ts'

/** What a plan would do to a product, and to the relations that begin at it. */
export function explainPlanned(key: string, { contents, context, input }: Story): Explanation['planned'] {
  const main = context.kind.name
  const concerns = (address: string) => {
    const named = parseAddress(address)
    const kind = kindNamed(input.traits, named.kind)
    const subject = kind && subjectOf(kind, named.key)
    return subject?.kind === main && subject.key === key
  }
  return [
    ...contents.operations
      .filter((operation) => concerns(operation.address))
      .map(({ id, action, reason }) => ({ id, action, status: 'planned' as const, reason })),
    ...contents.blocked
      .filter((entry) => concerns(entry.address))
      .map(({ id, action, message, hint }) => ({
        id,
        action,
        status: 'blocked' as const,
        reason: `${message} ${hint}`,
      })),
    ...contents.ambiguous
      .filter((entry) => isAlike(entry) && concerns(entry.address))
      .map((entry) => ({
        id: `${context.kind.verbs.create}:${entry.address}`,
        action: context.kind.verbs.create,
        status: 'blocked' as const,
        reason: `${whyAlike(entry)} ${ALIKE_HINT}`,
      })),
  ]
}

/** Every relation that should begin or end at a product. */
export function explainLinks(key: string, story: Story): ExplainedLink[] {
  const { relations, survey, listings, subjects } = story
  const origin = relationOrigins(listings.all, subjects)
  const desired = survey.series.flatMap((series) =>
    [...relations[series.madeOf]].flatMap(([source, targets]) => {
      const wanted = source === key ? [...targets] : targets.has(key) ? [key] : []
      return wanted.sort().map((target) => ({
        relationship: series.name,
        source,
        target,
        ...stateOf({ series, source, target }, story),
        provenance: origin(series.madeOf, target),
      }))
    }),
  )
  return [...desired, ...explainStale(key, story)]
}

function explainStale(key: string, { contents, survey }: Story): ExplainedLink[] {
  return contents.stale.flatMap(({ address, targets, message }) => {
    const series = survey.series.find(({ kind, label }) => address.startsWith(`${kind}.${label}.`))
    const relationship = series?.label ?? ''
    const source = address.slice(`${series?.kind}.${relationship}.`.length)
    return targets
      .map((target) => ({ address: target, key: parseAddress(target).key }))
      .filter((target) => key === source || key === target.key)
      .map((target) => {
        const decision = goes(address, target.address, contents) ? ('unlink' as const) : ('stale' as const)
        return { relationship, source, target: target.key, live: true, provenance: WRITTEN, decision, message }
      })
  })
}

/** Whether the plan takes a member off a relation. */
function goes(address: string, target: string, { operations }: Story['contents']): boolean {
  const own = operations.filter((operation) => operation.address === address)
  return own.some(
    ({ before, after }) => texts(before?.targets).includes(target) && !texts(after.targets).includes(target),
  )
}

const WRITTEN = { source: 'baseline', path: 'links' }

function stateOf(
  { series, source, target }: { series: Series; source: string; target: string },
  story: Story,
): Pick<ExplainedLink, 'live' | 'decision'> {
  const { population, contents, input } = story
  const key = `${series.label}.${source}`
  const owner = kindNamed(input.traits, series.kind)?.owner?.(key)
  const id = population.byKey.get(target)?.id
  const there = owner ? texts(population.byKey.get(source)?.fields[owner.path]) : []
  const live = id !== undefined && there.includes(id)
  const planned = contents.operations.filter(({ address }) => address === addressOf(series.kind, key))
  const added = planned.some(({ after }) => texts(after.targets).includes(addressIn(story, target)))
  return { live, decision: live ? 'nothing' : added ? 'link' : 'blocked' }
}
