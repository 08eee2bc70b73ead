import type { Finding } from '../../model/earlier.ts'
import type { JsonObject } from '../../model/json.ts'
import { durationSeconds } from '../../model/section.ts'
import type { TargetSettings } from '../../model/settings.ts'
import { asObject } from './raw.ts'

export interface ReadingSettings {
  reading: 'auto' | 'full' | 'changes'
  /** Milliseconds. */
  fullEvery: number
}

export function readingSettings({ options }: Pick<TargetSettings, 'options'>): ReadingSettings {
  const { reading = 'auto', full_read_every = '7d' } = options
  return {
    reading: reading as ReadingSettings['reading'],
    fullEvery: durationSeconds(String(full_read_every)) * 1000,
  }
}

/** What of a product was changed to see whether its `modified` moves, and a search finds it by that. */
export const ASPECTS = ['search', 'links', 'images'] as const
export type Aspect = (typeof ASPECTS)[number]

/** `null`: not found out. */
export type Proof = { [aspect in Aspect]: boolean | null }

export const NOTHING_PROVEN: Proof = { search: null, links: null, images: null }

export function proofIn(finding: Finding | null): Proof {
  const value: JsonObject = asObject(finding?.value)
  const answer = (aspect: Aspect) => (typeof value[aspect] === 'boolean' ? value[aspect] : null)
  return { search: answer('search'), links: answer('links'), images: answer('images') }
}

/** Why reads by changes cannot be relied on; `null`: they can. */
export type Doubt = 'asked' | 'unproven' | 'disproved'

/**
 * The workspace's word counts where nothing is known of the account. What was seen to be untrue is never relied on, whatever
 * the workspace says.
 */
export function doubtOf({ reading }: ReadingSettings, proof: Proof): Doubt | null {
  if (reading === 'full') return 'asked'
  const answers = ASPECTS.map((aspect) => proof[aspect])
  if (answers.includes(false)) return 'disproved'
  return reading === 'changes' || !answers.includes(null) ? null : 'unproven'
}
