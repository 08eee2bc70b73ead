/** Names between braces, such as `shop` and `id` in `X-{shop}-{id}`. */
export function placeholders(template: string): string[] {
  return [...template.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '')
}

export function count(names: readonly string[], wanted: string): number {
  return names.filter((name) => name === wanted).length
}

/** What stands before the first placeholder. */
export function literalPrefix(template: string): string {
  return template.split('{', 1)[0] ?? ''
}
