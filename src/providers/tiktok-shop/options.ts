import { collapse } from '../../model/text.ts'
import { asRecords, asText, type RawRecord } from './raw.ts'

/** What sellers call it, in the languages of TikTok's markets. */
const COLOR = new Set([
  ...['color', 'colour', 'colors', 'warna', 'màu', 'màu sắc', 'สี', 'kulay', 'farbe', 'couleur', 'colore', 'cor'],
  ...['色', '颜色', '顏色', 'カラー'],
])
const SIZE = new Set([
  ...['size', 'sizes', 'ukuran', 'saiz', 'kích thước', 'kích cỡ', 'size áo', 'ขนาด', 'ไซส์', 'sukat', 'größe'],
  ...['taille', 'taglia', 'talla', 'tamaño', 'tamanho', '尺码', '尺寸', '尺碼', 'サイズ'],
])

/** By name what a SKU differs in; empty names and values say nothing. */
export interface Options {
  options: { [name: string]: string }
  color: string | null
  size: string | null
}

export function optionsOf(sku: RawRecord): Options {
  const found = asRecords(sku.sales_attributes).flatMap(({ name, value_name }) => {
    const [label, value] = [asText(name), asText(value_name)]
    return label === null || value === null ? [] : [[collapse(label), collapse(value)] as const]
  })
  const named = (names: ReadonlySet<string>): string | null =>
    found.find(([name]) => names.has(name.toLowerCase()))?.[1] ?? null
  return { options: Object.fromEntries(found), color: named(COLOR), size: named(SIZE) }
}
