import { distance } from 'fastest-levenshtein'

const plain = (word: string): string => word.toLowerCase().replace(/[^a-z0-9]/g, '')

/** The candidate that was probably meant: the same but for case and punctuation, a longer form, or a few typos away. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const wanted = plain(word)
  if (wanted === '' || wanted.length > 100) return null
  let best: { candidate: string; typos: number } | null = null
  for (const candidate of candidates) {
    const known = plain(candidate)
    if (known === wanted) return candidate
    const prefix = wanted.length >= 3 && known.startsWith(wanted)
    const typos = prefix ? 1 : typosBetween(wanted, known)
    const limit = Math.floor(known.length / 3)
    if (typos <= limit && (best === null || typos < best.typos)) best = { candidate, typos }
  }
  return best?.candidate ?? null
}

/** The edit distance, but that neighbours swapped are one typo, where it takes two edits. */
function typosBetween(from: string, to: string): number {
  let letters = from
  let edits = distance(from, to)
  let swaps = 0
  for (let at = 1; at < from.length && edits > 1; at++) {
    const swapped = `${letters.slice(0, at - 1)}${letters[at]}${letters[at - 1]}${letters.slice(at + 1)}`
    const left = distance(swapped, to)
    if (left !== edits - 2) continue
    letters = swapped
    edits = left
    swaps += 1
  }
  return edits + swaps
}
