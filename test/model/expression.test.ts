import { describe, expect, it } from 'vitest'
import { compileExpression } from '../../src/model/expression.ts'

const ITEM = {
  item_name: 'Chukka Boot',
  images: Array.from({ length: 50 }, (_, slot) => ({ variant: `PT${slot}`, link: 'https://images.example/boot.jpg' })),
  attributes: { material: [{ value: 'Leather' }], bullet_point: [{ value: 'Leather' }, { value: 'Rubber sole' }] },
}

const piped = (step: string, times: number) => Array(times).fill(step).join(' | ')
const images = (depth: number): string => (depth === 0 ? 'link' : `[$.images[*].${images(depth - 1)}]`)

describe('an expression that asks for too much', () => {
  it.each([
    ['a list that doubles', piped('[@, @]', 40)],
    ['a flat list that doubles', `[item_name] | ${piped('[@, @][]', 40)}`],
    ['a mapping that doubles', piped('{a: @, b: @}', 40)],
    ['a text that doubles', `item_name | ${piped("join('', [@, @])", 40)}`],
    ['a variable that doubles', `let $a = images in ${'let $a = [$a, $a] in '.repeat(40)}$a`],
    ['a text of a list that doubles', `${piped('[@, @]', 40)} | to_string(@)`],
    ['a text padded without end', 'pad_left(item_name, `3000000000`)'],
    ['a text padded on the right', 'pad_right(item_name, `3000000000`)'],
    ['a text replaced by longer ones', `item_name | ${piped("replace(@, '', 'xxxxxxxxxxxxxxxxxxxx')", 12)}`],
    ['lists within lists of all images', images(6)],
    ['functions within functions', 'map(&map(&map(&map(&link, $.images), $.images), $.images), images)'],
    ['comparisons of what doubled', `${piped('[@, @]', 16)} | @ == @`],
  ])('ends: %s', (_, expression) => {
    const { value, error, exhausted } = compileExpression(expression)(ITEM)

    expect({ value, exhausted }).toEqual({ value: null, exhausted: true })
    expect(error).toMatch(/200,000/)
  })

  it('is refused when it is longer than anything that people write', () => {
    expect(() => compileExpression('item_name || '.repeat(200).concat('item_name'))).toThrow(
      'longer than 2,000 characters',
    )
  })

  it('spoils nothing for the next item', () => {
    const evaluate = compileExpression(`${piped('[a, a]', 1)} | [0]`)

    expect(evaluate({ a: 'x'.repeat(150_000) }).exhausted).toBe(true)
    expect(evaluate({ a: 'Tan' })).toEqual({ value: 'Tan' })
  })
})

describe('an expression as people write them', () => {
  it.each([
    ['attributes.bullet_point[1].value', 'Rubber sole'],
    ["join(', ', attributes.bullet_point[*].value)", 'Leather, Rubber sole'],
    ['sort_by(images, &variant)[0].variant', 'PT0'],
    ["images[?variant == 'PT7'].link | [0]", 'https://images.example/boot.jpg'],
    ['let $name = item_name in [$name, upper($name)][1]', 'CHUKKA BOOT'],
    ['length(images)', 50],
    ['colour', null],
  ])('gives what it says: %s', (expression, value) => {
    expect(compileExpression(expression)(ITEM)).toMatchObject({ value })
  })

  it.each([
    'constructor',
    'attributes.constructor',
    'attributes.toString.name',
    '@.hasOwnProperty',
    'images[0].__proto__',
  ])('reads only what the item has: %s', (expression) =>
    expect(compileExpression(expression)(ITEM)).toEqual({ value: null }),
  )
})
