import { counted } from '../../model/counted.ts'
import { bareCode } from '../../model/gtin.ts'
import { shownCode } from '../../model/text.ts'
import { DIGIT_SCHEMES } from './names.ts'

/** What a spreadsheet has done to a code. */
export interface Damage {
  /** As the rest of a sentence. */
  problem: string
  /** True: nobody can tell which code was meant, so that none is taken. */
  lost: boolean
  hint: string
}

const AS_TEXT = 'Format the column as text in the spreadsheet, and enter the codes again from where they came from.'
const SHORTENED = /^[+-]?\d(?:[.,]\d+)?E\+\d+$/i
const EXPONENT = /^[+-]?\d+(?:[.,]\d+)?E[+-]?\d+$/i
const DECIMALS = /^\d+[.,]0+$/
/** Of GTIN-8, UPC, EAN and GTIN-14; a shorter number may have had zeros in front. */
const LENGTHS = new Set([8, 12, 13, 14])
const ISBN_10 = 10

/** What is wrong with a code in a cell, `null` when nothing is. Nothing is ever guessed: what is lost is asked for. */
export function damageOf(scheme: string, cell: string): Damage | null {
  const shown = shownCode(cell)
  if (SHORTENED.test(cell) || (DIGIT_SCHEMES.has(scheme) && EXPONENT.test(cell))) {
    const lost = DIGIT_SCHEMES.has(scheme)
    return { problem: `${shown} looks like a number that a spreadsheet has shortened`, lost, hint: AS_TEXT }
  }
  if (bareCode(cell) !== cell && /^[=']/.test(cell)) {
    const hint = 'Enter it without the marks; it is compared without them.'
    return { problem: `${shown} has marks around it, as spreadsheets put them to keep a text`, lost: false, hint }
  }
  return DIGIT_SCHEMES.has(scheme) ? damageOfDigits(scheme, cell, shown) : null
}

function damageOfDigits(scheme: string, cell: string, shown: string): Damage | null {
  if (DECIMALS.test(cell)) {
    return { problem: `${shown} is a number with decimals, not a code`, lost: true, hint: AS_TEXT }
  }
  const short = /^\d+$/.test(cell) && !LENGTHS.has(cell.length) && !(scheme === 'isbn' && cell.length === ISBN_10)
  if (!short) return null
  const problem = `${shown} has ${counted(cell.length, 'digit')}, as no such code has: zeros in front may have been lost`
  return { problem, lost: true, hint: AS_TEXT }
}
