const plain = (word: string): string => word.toLowerCase().replace(/[^a-z0-9]/g, '')

/** The candidate that was probably meant: the same but for case and punctuation, a longer form, or a few typos away. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const wanted = plain(word)
  if (wanted === '' || wanted.length > 100) return null
  let best: { candidate: string; distance: number } | null = null
  for (const candidate of candidates) {
    const known = plain(candidate)
    if (known === wanted) return candidate
    const prefix = wanted.length >= 3 && known.startsWith(wanted)
    const distance = prefix ? 1 : editDistance(wanted, known)
    const limit = Math.floor(known.length / 3)
    if (distance <= limit && (best === null || distance < best.distance)) best = { candidate, distance }
  }
  return best?.candidate ?? null
}

/** Insertions, deletions, replacements and swaps of neighbours. */
function editDistance(from: string, to: string): number {
  let before: number[] = []
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let i = 1; i <= from.length; i++) {
    const row = [i]
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1]
      let cost = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1))
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
      if (swapped) cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      row.push(cost)
    }
    before = previous
    previous = row
  }
  return previous.at(-1) ?? 0
}
