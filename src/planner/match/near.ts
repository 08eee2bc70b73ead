import { distance } from 'fastest-levenshtein'

/** Says which texts were probably meant: a few typos away from the given one; the nearest first. */
export type NearTexts = (text: string) => string[]

interface Known {
  candidate: string
  plain: string
  letters: number
}

const NEAR = 3
/** Whoever misspelt more than so many has other worries than which; each look costs a pass over all candidates. */
const LOOKS = 100

/** Candidates made ready for many texts, when the first is asked about; nothing is near to those after the hundredth. */
export function nearAmong(candidates: () => Iterable<string>): NearTexts {
  let byLength: Map<number, Known[]> | null = null
  let looks = 0
  return (text) => {
    looks += 1
    if (looks > LOOKS) return []
    byLength ??= Map.groupBy(knownOf(candidates()), ({ plain }) => plain.length)
    return nearest(text, byLength)
  }
}

/** The same for one text. */
export function nearTexts(text: string, candidates: Iterable<string>): string[] {
  return nearAmong(() => candidates)(text)
}

function* knownOf(candidates: Iterable<string>): Generator<Known> {
  for (const candidate of candidates) {
    const plain = loose(candidate)
    yield { candidate, plain, letters: lettersOf(plain) }
  }
}

function nearest(text: string, byLength: ReadonlyMap<number, Known[]>): string[] {
  const wanted = loose(text)
  const limit = wanted.length < 6 ? 1 : 2
  const letters = lettersOf(wanted)
  const found: { candidate: string; edits: number }[] = []
  for (let length = wanted.length - limit; length <= wanted.length + limit; length += 1) {
    for (const known of byLength.get(length) ?? []) {
      // An edit takes one letter away and brings one at most.
      if (bits(known.letters ^ letters) > 2 * limit || known.candidate === text) continue
      const edits = distance(wanted, known.plain)
      if (edits <= limit) found.push({ candidate: known.candidate, edits })
    }
  }
  found.sort((a, b) => a.edits - b.edits || (a.candidate < b.candidate ? -1 : 1))
  return found.slice(0, NEAR).map(({ candidate }) => candidate)
}

/** Which characters occur, give or take those that share a bit. */
function lettersOf(text: string): number {
  let letters = 0
  for (let index = 0; index < text.length; index += 1) letters |= 1 << (text.charCodeAt(index) & 31)
  return letters
}

function bits(number: number): number {
  let count = 0
  for (let rest = number; rest !== 0; rest &= rest - 1) count += 1
  return count
}

/** A SKU without case and spaces. */
export function loose(text: string): string {
  return text.replace(/\s/g, '').toLowerCase()
}
