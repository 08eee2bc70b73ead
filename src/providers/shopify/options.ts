import { collapse } from '../../model/text.ts'
import { asRecords, asText, type RawRecord } from './raw.ts'

/** As shops call them. */
const COLOR = /^(?:colou?rs?|farbe|couleur|colore|cor|kleur|色|颜色|カラー)$/i
const SIZE = /^(?:sizes?|größe|taille|taglia|talla|tamaño|tamanho|maat|尺码|サイズ)$/i

/** By name what a variant differs in. */
export interface Options {
  options: { [name: string]: string }
  color: string | null
  size: string | null
}

export const NO_OPTIONS: Options = { options: {}, color: null, size: null }

export function optionsOf({ selectedOptions }: RawRecord): Options {
  const found = asRecords(selectedOptions).flatMap(({ name, value }) => {
    const [label, text] = [asText(name), asText(value)]
    return label === null || text === null || label === '__proto__' ? [] : [[collapse(label), collapse(text)] as const]
  })
  const named = (pattern: RegExp): string | null => found.find(([name]) => pattern.test(name))?.[1] ?? null
  return { options: Object.fromEntries(found), color: named(COLOR), size: named(SIZE) }
}
