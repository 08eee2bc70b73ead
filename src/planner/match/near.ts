/** Texts that were probably meant: a few typos away from the given one; the nearest first. */
export function nearTexts(text: string, candidates: Iterable<string>, most = 3): string[] {
  const wanted = loose(text)
  const limit = wanted.length < 6 ? 1 : 2
  const found: { candidate: string; distance: number }[] = []
  for (const candidate of candidates) {
    const known = loose(candidate)
    if (candidate === text || Math.abs(known.length - wanted.length) > limit) continue
    const distance = known === wanted ? 0 : editDistance(wanted, known, limit)
    if (distance <= limit) found.push({ candidate, distance })
  }
  found.sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
  return found.slice(0, most).map(({ candidate }) => candidate)
}

/** A SKU without case and spaces. */
export function loose(text: string): string {
  return text.replace(/\s/g, '').toLowerCase()
}

/** Insertions, deletions and replacements; more than the limit is told as one more than it. */
function editDistance(from: string, to: string, limit: number): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let i = 1; i <= from.length; i++) {
    const row = [i]
    for (let j = 1; j <= to.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1)
      row.push(Math.min(replaced, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    if (Math.min(...row) > limit) return limit + 1
    previous = row
  }
  return previous.at(-1) ?? 0
}
