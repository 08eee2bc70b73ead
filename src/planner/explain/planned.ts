import { addressOf, parseAddress, parseLinkAddress } from '../../model/address.ts'
import type { ExplainedLink, Explanation } from '../../model/explanation.ts'
import { linkOrigins } from '../project/origins.ts'
import type { Story } from './index.ts'

/** What a plan would do to a product, and to the links that begin at it. */
export function explainPlanned(sku: string, { contents }: Story): Explanation['planned'] {
  const address = addressOf('product', sku)
  const concerns = (entry: string) =>
    entry === address || (entry.startsWith('link.') && parseLinkAddress(entry).sku === sku)
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
  ]
}

/** Every link that should begin or end at a product. */
export function explainLinks(sku: string, story: Story): ExplainedLink[] {
  const { links, input, listings } = story
  const origin = linkOrigins(listings.all)
  const desired = (['hierarchy', 'listings'] as const).flatMap((kind) =>
    [...links[kind]].flatMap(([source, targets]) => {
      const wanted = source === sku ? [...targets] : targets.has(sku) ? [sku] : []
      return wanted.sort().map((target) => {
        const found = { label: input.settings.relationships[kind].label, source, target }
        return {
          relationship: found.label,
          source,
          target,
          ...stateOf(found, story),
          provenance: origin(kind, target),
        }
      })
    }),
  )
  return [...desired, ...explainStale(sku, story)]
}

function explainStale(sku: string, { contents }: Story): ExplainedLink[] {
  return contents.stale.flatMap(({ address, targets }) => {
    const { relationship, sku: source } = parseLinkAddress(address)
    return targets
      .map((target) => parseAddress(target).key)
      .filter((target) => sku === source || sku === target)
      .map((target) => ({ relationship, source, target, live: true, provenance: WRITTEN, decision: 'stale' as const }))
  })
}

const WRITTEN = { source: 'baseline', path: 'links' }

function stateOf(
  { label, source, target }: { label: string; source: string; target: string },
  { context, contents }: Story,
): Pick<ExplainedLink, 'live' | 'decision'> {
  const { population, definitions } = context
  const known = definitions.relationships.get(label)?.live?.label ?? label
  const id = population.bySku.get(target)?.id
  const live = id !== undefined && (population.bySku.get(source)?.links[known]?.includes(id) ?? false)
  const address = addressOf('link', `${known}.${source}`)
  const planned = contents.operations.find((operation) => operation.address === address)
  const added = ((planned?.after.targets ?? []) as string[]).includes(addressOf('product', target))
  return { live, decision: live ? 'nothing' : added ? 'link' : 'blocked' }
}
