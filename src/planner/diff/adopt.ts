import { addressOf } from '../../model/address.ts'
import { liveOf } from '../../model/live.ts'
import { resourcePrecondition } from '../../model/precondition.ts'
import type { Listing, Owned } from '../types.ts'
import { type DiffContext, waitForDefinitions, waitForRelations } from './context.ts'
import type { Draft } from './draft.ts'
import type { OwnImages } from './own-images.ts'

/** What a baseline is to say from now on of a resource that stays as it is. */
export interface Adopted {
  prints: { [path: string]: string | null }
  /** `null` when what it says of the gallery stays. */
  images: OwnImages | null
  reason: string
  /** The scope that it is taken over from. */
  fromScope?: string
}

/** The write of a baseline alone: no value of the resource changes, so none of them is compared. */
export function adoptResource(
  { listing, owned }: { listing: Listing; owned: Owned },
  { prints, images, reason, fromScope }: Adopted,
  context: DiffContext,
): Draft {
  const { kind, input } = context
  const { path } = input.traits.baseline
  const links = linksOf(listing.key, context)
  return context.draftOf({
    kind,
    key: listing.key,
    action: 'adopt',
    targetId: owned.live.id,
    before: {},
    after: {},
    precondition: resourcePrecondition({ paths: [], live: owned.live, kind, baseline: path }, input.digest),
    provenance: {},
    reason,
    dependsOn: [...waitForDefinitions([path], context), ...waitForRelations(links, context)],
    refs: images?.refs ?? {},
    baseline: {
      fields: [],
      ...(images ? { images: images.images } : {}),
      links,
      item: listing.item.key,
      prints,
      ...(fromScope === undefined ? {} : { from_scope: fromScope }),
    },
  })
}

/** A relation that neither exists nor is made by this plan is not ours to miss: naming it would make it a lost one. */
function linksOf(key: string, context: DiffContext): { [series: string]: string[] } {
  const { sourcesOf, survey, input, definitions } = context
  const there = new Set(
    survey.series
      .filter(({ definition: { kind, key: name } }) => {
        const isLive = liveOf(input.live, kind).some((one) => one.key === name)
        return isLive || definitions.waits.has(addressOf(kind, name))
      })
      .map(({ name }) => name),
  )
  return Object.fromEntries(Object.entries(sourcesOf(key)).filter(([name]) => there.has(name)))
}
