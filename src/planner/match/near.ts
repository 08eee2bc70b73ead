import { distance } from 'fastest-levenshtein'

/** Texts that were probably meant: a few typos away from the given one; the nearest first. */
export function nearTexts(text: string, candidates: Iterable<string>, most = 3): string[] {
  const wanted = loose(text)
  const limit = wanted.length < 6 ? 1 : 2
  const found: { candidate: string; edits: number }[] = []
  for (const candidate of candidates) {
    const known = loose(candidate)
    if (candidate === text || Math.abs(known.length - wanted.length) > limit) continue
    const edits = distance(wanted, known)
    if (edits <= limit) found.push({ candidate, edits })
  }
  found.sort((a, b) => a.edits - b.edits || (a.candidate < b.candidate ? -1 : 1))
  return found.slice(0, most).map(({ candidate }) => candidate)
}

/** A SKU without case and spaces. */
export function loose(text: string): string {
  return text.replace(/\s/g, '').toLowerCase()
}
