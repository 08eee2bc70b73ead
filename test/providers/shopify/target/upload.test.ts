import { afterEach, describe, expect, test } from 'vitest'
import { filesIn } from '../../../../src/sandbox/shopify/files/shelf.ts'
import type { ShopifySim } from '../../../../src/sandbox/shopify/index.ts'
import { openWriteWorld, upload, type WriteWorld } from './write-world.ts'

let world: WriteWorld | null = null

afterEach(async () => {
  await world?.close()
  world = null
})

const open = async (...given: Parameters<typeof openWriteWorld>): Promise<WriteWorld> => {
  world = await openWriteWorld({ fileMs: 4000, ...given[0] }, given[1])
  return world
}
const names = ({ store }: ShopifySim): string[] => filesIn(store).map(({ name }) => name)
const many = (count: number): string[] => Array.from({ length: count }, (_, at) => `boot-${at}.jpg`)

describe('files that are uploaded at the same time', () => {
  test('are asked for by one call, and are ready when it is said', async () => {
    const { write, sim, mutations } = await open()
    const answers = await Promise.all(many(200).map((name) => write(upload(name))))

    expect(answers.every(({ outcome }) => outcome === 'applied')).toBe(true)
    expect(mutations()).toEqual(['fileCreate'])
    expect(names(sim).sort()).toEqual(many(200).sort())
  })

  test('go in lots of 250, and their ids are those of their names', async () => {
    const { write, sim, mutations } = await open()
    const answers = await Promise.all(many(300).map((name) => write(upload(name))))

    expect(mutations()).toEqual(['fileCreate', 'fileCreate'])
    expect(
      answers.map((answer) => 'id' in answer && filesIn(sim.store).find(({ id }) => id === answer.id)?.name),
    ).toEqual(many(300))
  })

  test('do not hold one another back where one is refused', async () => {
    const { write, sim } = await open()
    const good = write(upload('good.jpg'))
    const bad = write(upload('bad.jpg', 'https://images.example.com/missing/bad.jpg'))

    expect(await good).toMatchObject({ outcome: 'applied' })
    expect(await bad).toMatchObject({
      outcome: 'rejected',
      code: 'image-unreachable',
      message: expect.stringContaining('IMAGE_DOWNLOAD_FAILURE'),
    })
    expect(names(sim)).toEqual(['good.jpg'])
  })
})

test('a picture that is there but cannot be worked on is blocked by another code than one that cannot be fetched', async () => {
  const { write } = await open()

  expect(await write(upload('big.jpg', 'https://images.example.com/9000x9000/big.jpg'))).toMatchObject({
    outcome: 'rejected',
  })
  expect(await write(upload('big.jpg', 'https://images.example.com/a-9000x9000.jpg'))).toMatchObject({
    outcome: 'rejected',
    code: 'image',
    message: expect.stringContaining('INVALID_IMAGE_RESOLUTION'),
  })
})

test('the name has the ending of its source, as that is written', async () => {
  const { write, sim } = await open()

  expect(await write(upload('boot.jpg', 'https://images.example.com/x/1.JPG?width=100'))).toMatchObject({
    outcome: 'applied',
  })
  expect(names(sim)).toEqual(['boot.JPG'])
  expect(await write(upload('boot.jpg', 'https://images.example.com/x/1.JPG?width=100'))).toMatchObject({
    outcome: 'already',
  })
})

describe('a name that is taken', () => {
  test.each([0, 5000, 12_000])('is the file of that name, with a search that is %d ms late', async (searchDelayMs) => {
    const { write, sim } = await open({ searchDelayMs })
    const first = await write(upload('boot.jpg'))
    const answers = await Promise.all(['boot.jpg', 'boot-1.jpg', 'other.jpg'].map((name) => write(upload(name))))

    expect(answers.map(({ outcome }) => outcome)).toEqual(['already', 'applied', 'applied'])
    expect(answers[0]).toMatchObject({ id: (first as { id: string }).id })
    expect(names(sim).sort()).toEqual(['boot-1.jpg', 'boot.jpg', 'other.jpg'])
  })

  test('by a file that failed is free again: that one is deleted, and the picture is made anew', async () => {
    const { write, sim, leap } = await open()
    sim.person('mutation($files: [FileCreateInput!]!) { fileCreate(files: $files) { userErrors { message } } }', {
      files: [{ originalSource: 'https://images.example.com/missing/boot.jpg', contentType: 'IMAGE' }],
    })
    leap(60_000)

    expect(await write(upload('boot.jpg'))).toMatchObject({ outcome: 'applied' })
    expect(names(sim)).toEqual(['boot.jpg'])
  })
})

describe.each(['reset-after', '502-after', 'internal-after', 'truncated', 'reset-before', '503'] as const)(
  'an answer that is lost by %s',
  (effect) => {
    test.each([0, 5000])('leaves each file once, with a search that is %d ms late', async (searchDelayMs) => {
      const { write, sim } = await open({ searchDelayMs, faults: [{ effect, field: 'fileCreate', nth: 1 }] })
      const answers = await Promise.all(many(30).map((name) => write(upload(name))))

      expect(answers.every(({ outcome }) => outcome === 'applied')).toBe(true)
      expect(names(sim).sort()).toEqual(many(30).sort())
    })
  },
)

test('a failed file whose deletion is not answered leaves nothing behind', async () => {
  const { write, sim } = await open({ faults: [{ effect: 'reset-after', field: 'fileDelete', nth: 1 }] })

  expect(await write(upload('bad.jpg', 'https://images.example.com/missing/bad.jpg'))).toMatchObject({
    outcome: 'rejected',
  })
  expect(names(sim)).toEqual([])
})

test('what is no address is refused without a call', async () => {
  const { write, sim } = await open()

  expect(await write(upload('x.jpg', 'ftp://images.example.com/x.jpg'))).toMatchObject({
    outcome: 'rejected',
    code: 'invalid',
  })
  expect(sim.calls).toEqual([])
})

test('a stop before the call leaves ends the write with its reason', async () => {
  const { write, sim } = await open()
  const stop = new AbortController()
  const going = write(upload('x.jpg'), stop.signal)
  stop.abort(new Error('enough'))

  await expect(going).rejects.toThrow('enough')
  expect(names(sim)).toEqual([])
})
