import { expect, test } from 'vitest'
import { laidOver } from '../../src/model/overlay.ts'

const PLACE = { group: 'sizes', keyField: 'code' }
const LIVE = { title: 'Hat', 'sizes/s/code': 's', 'sizes/s/price': '1', 'sizes/m/code': 'm' }

test('what is written takes the place of what is there, and the rest stays', () => {
  expect(laidOver(LIVE, { title: 'Cap', 'sizes/l/code': 'l' }, PLACE)).toEqual({
    ...LIVE,
    title: 'Cap',
    'sizes/l/code': 'l',
  })
  expect(laidOver({ title: 'Hat' }, { title: null }, null)).toEqual({ title: null })
})

test('a part whose key is cleared is gone, and none but that one', () => {
  expect(laidOver(LIVE, { 'sizes/s/code': null }, PLACE)).toEqual({ title: 'Hat', 'sizes/m/code': 'm' })
  expect(laidOver(LIVE, { 'sizes/s/price': null }, PLACE)).toEqual({ ...LIVE, 'sizes/s/price': null })
  expect(laidOver({ ...LIVE, code: 'hat' }, { code: null }, PLACE)).toEqual({ ...LIVE, code: null })
})
