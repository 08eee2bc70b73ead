/** At most so many names are shown. */
const SHOWN = 5

/** Names that differ in case, spaces and punctuation, or that hold one another; else some of what there is. */
function nearOf(wanted: string, names: readonly string[]): string[] {
  const bare = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  const sought = bare(wanted)
  const near = names.filter((name) => bare(name).includes(sought) || (bare(name) !== '' && sought.includes(bare(name))))
  return (sought !== '' && near.length > 0 ? near : names).slice(0, SHOWN)
}

/** `The shop has "A", "B" and others.`; nothing where it has none. */
export function thereAre(wanted: string, names: readonly string[]): string[] {
  const near = nearOf(wanted, names)
  if (near.length === 0) return []
  const list = near.map((name) => JSON.stringify(name)).join(', ')
  return [`The shop has ${list}${names.length > near.length ? ' and others' : ''}.`]
}
