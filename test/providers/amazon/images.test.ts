import { expect, test } from 'vitest'
import { pickImages } from '../../../src/providers/amazon/images.ts'

const HOST = 'https://m.media-amazon.com/images/I'

function image(variant: unknown, name: string, side: number) {
  return { variant, link: `${HOST}/${name}.jpg`, width: side, height: side }
}

const names = (rows: unknown[]) =>
  pickImages(rows).images.map(({ variant, link }) => [variant, link.slice(HOST.length + 1)])

test('takes the largest of the three sizes of a picture', () => {
  const rows = [
    image('MAIN', '61e3RmHxD9L', 1000),
    image('MAIN', '51ukzSfH1AL', 500),
    image('MAIN', '51ukzSfH1AL._SL75_', 75),
    image('PT01', '51x._SL75_', 75),
    image('PT01', '51x', 500),
  ]

  expect(names(rows)).toEqual([
    ['MAIN', '61e3RmHxD9L.jpg'],
    ['PT01', '51x.jpg'],
  ])
  expect(pickImages(rows).otherMains).toEqual([])
})

test('prefers the link that is not scaled when sizes are unknown', () => {
  expect(names([image('MAIN', 'a._SL75_', 75), image('MAIN', 'a', 0)])).toEqual([['MAIN', 'a.jpg']])
})

test('keeps slots in order: MAIN, PT, others by code, without a code, swatch', () => {
  const rows = ['SWATCH', null, 'TOPP', 'PT10', 'FRNT', 'PT02', 'main'].map((slot, index) =>
    image(slot, `i${index}`, 900),
  )

  expect(names(rows).map(([variant]) => variant)).toEqual(['MAIN', 'PT02', 'PT10', 'FRNT', 'TOPP', null, 'SWCH'])
})

test('keeps pictures without a slot apart by image id, and never takes one for MAIN', () => {
  const rows = [image(null, 'a', 900), image(undefined, 'a._SL75_', 75), image('', 'b', 500), image('MAIN', 'c', 900)]

  expect(names(rows)).toEqual([
    ['MAIN', 'c.jpg'],
    [null, 'a.jpg'],
    [null, 'b.jpg'],
  ])
})

test('takes the larger of two MAIN pictures in whatever order they come, and reports the other', () => {
  const rows = [image('MAIN', 'x', 1500), image('MAIN', 'y', 2000), image('MAIN', 'x5', 500), image('MAIN', 'z', 2000)]

  expect(names(rows)).toEqual([['MAIN', 'y.jpg']])
  expect(pickImages(rows)).toEqual(pickImages(rows.toReversed()))
  expect(pickImages(rows).otherMains).toEqual([`${HOST}/x.jpg`, `${HOST}/z.jpg`])
})

test('leaves out entries without a link and counts them', () => {
  const rows = [null, 7, 'x', {}, { variant: 'MAIN', link: 5 }, image('MAIN', 'a', Number.NaN)]

  expect(pickImages(rows)).toMatchObject({ images: [{ variant: 'MAIN', width: 0, height: 0 }], unreadable: 5 })
})
