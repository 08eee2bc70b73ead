import type { Baseline } from '../../model/baseline.ts'
import { SHOP } from '../../model/edge-names.ts'
import { createKeys } from '../../model/keys.ts'
import type { LiveResource } from '../../model/live.ts'
import { type Place, placesOf } from '../match/places.ts'
import type { PlanInput } from '../types.ts'
import { overrideByKey } from './gone.ts'
import type { Objection } from './removal.ts'
import { type ChangesSince, changesSince } from './unchanged.ts'

/** What is known of keys that nothing is planned for, found out when it is first asked. */
export interface Spoken {
  /** True for what a source has, whatever became of it there and here, and for what people want to be left alone. */
  isKnown(key: string): boolean
  /** Why an export that is not there, or not whole, may have one of these all the same; `null`: none can. */
  mayBeElsewhere(keys: readonly string[]): Objection | null
  changesSince: ChangesSince
}

export function createSpoken(input: PlanInput): Spoken {
  const keys = once(() => keysInSources(input))
  const override = once(() => overrideByKey(input))
  const open = once(() => openPlaces(input))
  const changes = once(() => changesSince(input))
  return {
    isKnown: (key) => keys().has(key) || override()(key)?.ignore === true,
    mayBeElsewhere(lost) {
      const place = open().find(({ owns }) => lost.some(owns))
      return place ? notWhole(place) : null
    },
    changesSince: (live: LiveResource, baseline: Baseline) => changes()(live, baseline),
  }
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** What a source says itself is gone, it has no more. */
function keysInSources({ sources, keys }: PlanInput): ReadonlySet<string> {
  return new Set(
    sources.flatMap(({ items }) => items.flatMap(({ ref, state }) => (state === 'deleted' ? [] : keys.of(ref)))),
  )
}

interface OpenPlace extends Place {
  /** True for keys that its items may become. */
  owns(key: string): boolean
}

/** Shops whose export is not at hand as a whole. */
function openPlaces(input: PlanInput): OpenPlace[] {
  const { settings, shops, sources } = input
  const whole = (place: Place): boolean =>
    sources.some(({ facts, header }) => facts === place.facts && header[SHOP] === place.shop && header.complete)
  return placesOf(input)
    .filter((place) => !whole(place))
    .map((place) => ({
      ...place,
      owns: createKeys(settings.target.sku, shops, [{ facts: place.facts, shops: [place.shop] }]).owns,
    }))
}

function notWhole({ source, shop }: Place): Objection {
  const message = `There is no complete export of ${source} ${shop}, so what the others lack may be there all the same.`
  return { code: 'partial-export', message, hint: 'A complete export tells.' }
}
