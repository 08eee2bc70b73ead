import type { Random } from './random.ts'

/** A title as sellers leave it: a few with entities, a few with doubled, trailing or non-breaking spaces. */
export function sellerTitle(title: string, random: Random): string {
  const draw = random.next()
  if (draw < 0.05) return title.replaceAll('&', '&amp;').replaceAll("'", '&#39;')
  if (draw < 0.07) return title.replaceAll(', ', ',  ')
  if (draw < 0.085) return `${title} `
  if (draw < 0.1) return title.replace(' ', '\u00a0')
  return title
}
