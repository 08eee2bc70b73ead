const LONGEST = 255

/** As they are kept: trimmed, the first spelling of each, sorted. */
export function normalisedTags(tags: readonly string[]): string[] {
  const spellings = new Map<string, string>()
  for (const tag of tags.map((one) => one.trim())) {
    const key = tag.toLowerCase()
    if (tag !== '' && !spellings.has(key)) spellings.set(key, tag)
  }
  return [...spellings].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, tag]) => tag)
}

export function withoutTags(tags: readonly string[], gone: readonly string[]): string[] {
  const keys = new Set(gone.map((tag) => tag.trim().toLowerCase()))
  return tags.filter((tag) => !keys.has(tag.toLowerCase()))
}

export function tagsProblem(tags: readonly string[]): string | null {
  return tags.some((tag) => tag.trim().length > LONGEST) ? 'Product tags is invalid' : null
}
