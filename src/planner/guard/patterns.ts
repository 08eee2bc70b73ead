import { addTo } from '../../model/grouping.ts'

/** How many characters stand before the first star and after the last: patterns alike in both are found by one look-up. */
interface Form {
  head: number
  tail: number
  /** By what stands at both ends; `middle` is to be found between them, where there are further stars. */
  byEnds: Map<string, { pattern: string; middle: RegExp | null }[]>
}

interface Patterns {
  exact: ReadonlySet<string>
  forms: readonly Form[]
}

/** `*` stands for anything; everything else is literal. Hundreds of patterns are asked about hundreds of thousands of texts. */
export function addressMatcher(patterns: readonly string[]): (text: string) => boolean {
  const read = readPatterns(patterns)
  return (text) => !matching(text, read).next().done
}

/** Those that none of the texts is meant by, in their order. */
export function unmetPatterns(patterns: readonly string[], texts: Iterable<string>): string[] {
  if (patterns.length === 0) return []
  const read = readPatterns(patterns)
  const met = new Set<string>()
  for (const text of texts) for (const pattern of matching(text, read)) met.add(pattern)
  return patterns.filter((pattern) => !met.has(pattern))
}

/** Operations are named by their ids as well as by their addresses. */
export function* namesOf(operations: Iterable<{ address: string; id: string }>): Generator<string> {
  for (const { address, id } of operations) {
    yield address
    yield id
  }
}

function* matching(text: string, { exact, forms }: Patterns): Generator<string> {
  if (exact.has(text)) yield text
  for (const { head, tail, byEnds } of forms) {
    const end = text.length - tail
    if (end < head) continue
    const alike = byEnds.get(ends(text.slice(0, head), text.slice(end))) ?? []
    for (const { pattern, middle } of alike) if (middle === null || middle.test(text.slice(head, end))) yield pattern
  }
}

function ends(first: string, last: string): string {
  return `${first}*${last}`
}

function readPatterns(patterns: readonly string[]): Patterns {
  const exact = new Set<string>()
  const forms = new Map<string, Form>()
  for (const pattern of new Set(patterns)) {
    const [first = '', ...others] = pattern.split('*')
    const last = others.pop()
    if (last === undefined) exact.add(pattern)
    else addPattern(forms, { first, last, others, pattern })
  }
  return { exact, forms: [...forms.values()] }
}

function addPattern(
  forms: Map<string, Form>,
  { first, last, others, pattern }: { first: string; last: string; others: string[]; pattern: string },
): void {
  const name = `${first.length} ${last.length}`
  const form = forms.get(name) ?? { head: first.length, tail: last.length, byEnds: new Map() }
  forms.set(name, form)
  const middle = others.length === 0 ? null : new RegExp(others.map((part) => RegExp.escape(part)).join('.*'), 's')
  addTo(form.byEnds, ends(first, last), { pattern, middle })
}
