import { count, line } from './words.ts'

export interface Stubs {
  file: string
  added: string[]
  /** Listings that have an override already. */
  kept: string[]
  /** False when no command reads overrides from there. */
  read: boolean
}

/** What became of the stubs, and what to do with them. */
export function renderStubs({ file, added, kept, read }: Stubs): string[] {
  const were = kept.length > 0 ? `; ${count(kept.length, 'listing')} had an override already` : ''
  return [
    `${count(added.length, 'stub')} added to ${file}${were}.`,
    ...(added.length > 0 ? ['Take the # away from the candidate that is right, and say why in "reason".'] : []),
    ...(read ? [] : ['Overrides are read from *.yaml files in specs/overrides only; move the file there.']),
  ].map(line)
}
