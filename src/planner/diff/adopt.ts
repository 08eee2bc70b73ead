import { liveOf } from '../../model/live.ts'
import { resourcePrecondition } from '../../model/precondition.ts'
import type { Listing, Owned } from '../types.ts'
import { type DiffContext, waitForDefinitions } from './context.ts'
import type { Draft } from './draft.ts'
import type { OwnImages } from './own-images.ts'

/** What a baseline is to say from now on of a resource that stays as it is. */
export interface Adopted {
  prints: { [path: string]: string }
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
    dependsOn: waitForDefinitions([path], context),
    refs: images?.refs ?? {},
    baseline: {
      fields: [],
      ...(images ? { images: images.images } : {}),
      links: linksOf(listing.key, context),
      item: listing.item.key,
      prints,
      ...(fromScope === undefined ? {} : { from_scope: fromScope }),
    },
  })
}

/** A relation that the account does not have yet is not ours to miss: baselines that name it would make it a lost one. */
function linksOf(key: string, { sourcesOf, survey, input }: DiffContext): { [series: string]: string[] } {
  const there = new Set(
    survey.series
      .filter(({ definition }) => liveOf(input.live, definition.kind).some((one) => one.key === definition.key))
      .map(({ name }) => name),
  )
  return Object.fromEntries(Object.entries(sourcesOf(key)).filter(([name]) => there.has(name)))
}
