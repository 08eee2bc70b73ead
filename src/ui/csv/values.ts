import { isEmpty, type Json } from '../../model/json.ts'
import { exactText } from '../values/value-text.ts'
import { type Cell, guarded } from './records.ts'

/** A value for a spreadsheet: texts as they are, numbers as numbers, everything else as JSON. */
export function valueCell(value: Json | undefined): Cell {
  if (value === undefined || isEmpty(value)) return ''
  return typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value)
}

/** Both sides of a change; as JSON where they would look the same. */
export function bothCells(from: Json, to: Json): [Cell, Cell] {
  const [before, after] = [valueCell(from), valueCell(to)]
  return guarded(before) === guarded(after) ? [exactText(from), exactText(to)] : [before, after]
}
