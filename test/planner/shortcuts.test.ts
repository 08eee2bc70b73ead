import { decodeHTMLStrict } from 'entities'
import fc from 'fast-check'
import { distance } from 'fastest-levenshtein'
import { describe, expect, test } from 'vitest'
import { compileExpression } from '../../src/model/expression.ts'
import { gtin14, gtinForms } from '../../src/model/gtin.ts'
import { mainKind } from '../../src/model/target-kinds.ts'
import { cleanText, collapse } from '../../src/model/text.ts'
import { nearAmong, nearTexts } from '../../src/planner/match/near.ts'
import { fillTemplate, readerOf, seesAll } from '../../src/planner/project/expressions.ts'
import { prepareRules } from '../../src/planner/project/rules.ts'
import { settings, spec } from '../support/boots.ts'
import { memoryTraits } from '../support/memory/traits.ts'

const texts = fc.string({
  unit: fc.constantFrom('a', 'B', '9', ' ', '  ', '\t', '\n', '&', '&amp;', '&#0;', 'é', '\u00a0', '\u0001', '~', '!'),
})

describe('what most values need no work for', () => {
  test('texts are cleaned as if they were taken apart', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const decoded = text
          .replace(/&amp;|&#0;/g, (one) => (one === '&#0;' ? '' : decodeHTMLStrict(one)))
          .replaceAll('\u0001', '')
        expect(cleanText(text, { multiline: false })).toBe(decoded.replace(/\s+/g, ' ').trim())
        expect(collapse(text)).toBe(text.replace(/\s+/g, ' ').trim())
      }),
    )
  })

  test('codes of any length have the form that padding gives them first or last', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 16 })
    fc.assert(
      fc.property(fc.constantFrom('UPC', 'ISBN', null), digits, (type, text) => {
        const padded = gtin14(text)
        const forms = gtinForms(type, text)
        const isAbbreviated = (type === 'ISBN' && text.length === 10) || (type === 'UPC' && text.length === 8)
        if (!isAbbreviated) expect(forms).toEqual(padded === null ? [] : [padded])
        for (const form of forms) expect(form).toMatch(/^(?!0+$)\d{14}$/)
      }),
    )
  })

  test('entries of lists are read as the interpreter reads them', () => {
    const lists = fc.oneof(
      fc.array(fc.constantFrom<unknown>('a', null, 0, ['b'])),
      fc.constantFrom<unknown>('text', null, { 0: 'a' }, 7),
    )
    fc.assert(
      fc.property(lists, fc.nat(3), (list, place) => {
        const expression = `bullet_points[${place}]`
        for (const item of [{ bullet_points: list }, {}])
          expect(readerOf(expression)(item)).toEqual(compileExpression(expression)(item))
      }),
    )
  })

  test.each(['keys(@)', '*', 'values(@)[0]', '$.brand', 'canonical_sku || brand'])(
    '%s sees what is added to an item',
    (expression) => {
      expect(seesAll(expression)).toBe(true)
    },
  )

  test.each([
    ['{sku}', false],
    ['on {today}', true],
    ['Draft', true],
    [true, true],
    ['{today} {asin}', false],
  ])('the template %j is the same for all listings: %j', (value, isFixed) => {
    const kind = mainKind(memoryTraits({ settings: settings(), attributes: [] }))
    const [rule] = prepareRules([spec('label', { value })], kind, new Map())

    expect(rule?.template.isFixed).toBe(isFixed)
    if (isFixed && typeof value === 'string') expect(fillTemplate(value, {})).toBe(value)
  })

  test('names that are near are found among many as one by one', () => {
    const name = fc.string({ unit: fc.constantFrom(...'abAB1 '), maxLength: 8 })
    fc.assert(
      fc.property(name, fc.uniqueArray(name), (text, names) => {
        const loose = (one: string) => one.replace(/\s/g, '').toLowerCase()
        const limit = loose(text).length < 6 ? 1 : 2
        const edits = (one: string) => distance(loose(text), loose(one))
        const near = names.filter((one) => one !== text && edits(one) <= limit)
        near.sort((a, b) => edits(a) - edits(b) || (a < b ? -1 : 1))

        expect(nearTexts(text, names)).toEqual(near.slice(0, 3))
        expect(nearAmong(() => names)(text)).toEqual(near.slice(0, 3))
      }),
    )
  })
})
