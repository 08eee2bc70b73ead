import { anotherStyle, type Draft, type Family } from './draft.ts'
import type { Shot } from './images.ts'
import { rawItem, variationTheme } from './item.ts'
import { sellerTitle } from './titles.ts'
import { BRAND } from './vocabulary.ts'

const OTHER_MODEL_EVERY = 9
const ODD_CASE_EVERY = 13
/** The parent's page is gone, although its children still name it. */
const UNAVAILABLE_EVERY = 40

/** Adds the listing that groups the children: no code, no price, and a model number mostly. */
export function addParent(draft: Draft, family: Family, children: string[]): void {
  if (family.position % UNAVAILABLE_EVERY === UNAVAILABLE_EVERY - 1) return
  const { model, part } = parentNumbers(draft, family)
  draft.truth.set(family.asin, model !== undefined && draft.styles.has(model) ? model : null)
  const { department, kind } = family.line
  const item = rawItem(
    {
      asin: family.asin,
      brand: BRAND,
      title: sellerTitle(`${BRAND} ${department} ${family.name} ${kind}`, draft.random),
      line: family.line,
      name: family.name,
      parent: true,
      model,
      part,
      identifiers: [],
      shots: parentShots(draft, family),
      relationship: { type: 'VARIATION', childAsins: children, variationTheme: variationTheme() },
    },
    draft.random,
  )
  draft.items.push(item)
}

/** The first colour's style as the model number, mostly; a part number only where it contradicts that. */
function parentNumbers(draft: Draft, family: Family): { model?: string; part?: string } {
  const styles = family.colourways.map(({ style }) => style)
  const own = styles[0] ?? ''
  const other = family.position % OTHER_MODEL_EVERY === 2 ? anotherStyle(draft, styles) : undefined
  if (other !== undefined) return { model: other, part: own }
  if (family.position % ODD_CASE_EVERY === 3) return { model: own.toLowerCase() }
  return draft.random.chance(0.9) ? { model: own } : {}
}

function parentShots(draft: Draft, family: Family): readonly Shot[] {
  const shots = family.colourways[0]?.shots ?? []
  const draw = draft.random.next()
  if (draw < 0.1) return []
  return draw < 0.5 ? shots.slice(0, 1) : shots
}
