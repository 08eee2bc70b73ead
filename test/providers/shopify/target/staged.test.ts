import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Clock } from '../../../../src/model/clock.ts'
import { UNREACHABLE } from '../../../../src/model/target.ts'
import { FILE } from '../../../../src/providers/shopify/target/names.ts'
import { filesIn } from '../../../../src/sandbox/shopify/files/shelf.ts'
import { stagedIn } from '../../../../src/sandbox/shopify/files/staged.ts'
import type { ShopifySim, ShopifySimOptions } from '../../../../src/sandbox/shopify/index.ts'
import { leapingClock } from '../../amazon/world.ts'
import { openPictureHost, PICTURE, type PictureHost } from './picture-host.ts'
import { creation, openWriteWorld, upload, type WriteWorld } from './write-world.ts'

let world: WriteWorld
let host: PictureHost

beforeEach(async () => {
  host = await openPictureHost()
})
afterEach(async () => {
  await Promise.all([world.close(), host.close()])
})

const open = async (options: ShopifySimOptions = {}): Promise<WriteWorld> => {
  world = await openWriteWorld({ fileMs: 4000, ...options })
  return world
}
const names = ({ store }: ShopifySim): string[] =>
  filesIn(store)
    .map(({ name }) => name)
    .sort()
const many = (count: number): string[] => Array.from({ length: count }, (_, at) => `boot-${at}`)
/** A picture as marketplaces give it: the key guesses its type. */
const picture = (id: string, url = `${host.url}/file/${id}`) => world.write(upload(`${id}.jpg`, url))
const WANT = { paths: [], owns: () => true, explained: () => true }
const { signal: never } = new AbortController()
const looked = (key: string) => world.reads.look([{ kind: FILE, key }], WANT, never)

test('pictures with and without an ending in their addresses become files under their names', async () => {
  const { sim, write } = await open()
  const answers = await Promise.all([picture('a'), picture('b'), write(upload('c.jpg')), write(upload('d.png'))])

  expect(answers.map(({ outcome }) => outcome)).toEqual(['applied', 'applied', 'applied', 'applied'])
  expect(names(sim)).toEqual(['a.jpg', 'b.jpg', 'c.jpg', 'd.png'])
})

test('pictures that are brought at the same time are made to files by one call', async () => {
  const { sim, mutations } = await open()
  await Promise.all(many(40).map((id) => picture(id)))

  expect(mutations().filter((name) => name === 'fileCreate')).toHaveLength(1)
  expect(names(sim)).toHaveLength(40)
})

describe('pictures that are there at the same time', () => {
  const PLACES = 'stagedUploadsCreate'
  const GATHERED = 500
  /** By a clock for which no picture is late. */
  const patient = (): Clock => {
    const leaping = leapingClock()
    const ended = (signal?: AbortSignal) =>
      new Promise<void>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
    return { now: leaping.now, sleep: (ms, signal) => (ms === GATHERED ? ended(signal) : leaping.sleep(ms, signal)) }
  }
  const brought = async (ids: readonly string[], options: ShopifySimOptions = {}) => {
    const { sim } = await open({ ...options, clock: patient() })
    const answers = await Promise.all(ids.map((id) => picture(id)))
    const calls = sim.calls.filter(({ fields }) => fields.includes(PLACES)).length
    return { sim, calls, outcomes: answers.map(({ outcome }) => outcome) }
  }

  test('get their places by one call', async () => {
    const { sim, calls } = await brought(many(4))

    expect(calls).toBe(1)
    expect(names(sim)).toHaveLength(4)
  })

  test('go on together however many there are', async () => {
    const { sim, calls } = await brought(many(40))

    expect(calls).toBe(10)
    expect(names(sim)).toHaveLength(40)
  })

  test('do not wait for those that never come', async () => {
    host.answers = { 'boot-1': 404, 'boot-2': Buffer.from('<!doctype html>') }
    const { calls, outcomes } = await brought(many(4))

    expect(calls).toBe(1)
    expect(outcomes).toEqual(['applied', 'rejected', 'rejected', 'applied'])
  })

  test('are refused one by one: where one gets no place, the others do', async () => {
    const said = { stagedTargets: [], userErrors: [{ field: ['input', '1'], message: 'No.' }] }
    const body = { data: { [PLACES]: said } }
    const refusal = { effect: 'answer', field: PLACES, status: 200, body } as const
    const { sim, outcomes } = await brought(many(4), {
      faults: [
        { ...refusal, nth: 1 },
        { ...refusal, nth: 3 },
      ],
    })

    expect(outcomes.toSorted()).toEqual(['applied', 'applied', 'applied', 'rejected'])
    expect(names(sim)).toHaveLength(3)
  })

  test('are all told of what ends the run', async () => {
    await open()
    world.allow(0)
    const ends = await Promise.allSettled(many(4).map((id) => picture(id)))

    expect(ends).toMatchObject(many(4).map(() => ({ status: 'rejected', reason: { code: 'budget' } })))
  })
})

test('no more than four pictures are held at once', async () => {
  await open()
  await Promise.all(many(20).map((id) => picture(id)))

  expect(host.most).toBe(4)
})

test('the store of uploads gets the bytes as they are, with the type that they are of', async () => {
  const { sim } = await open()
  host.answers = { a: PICTURE.gif }
  await picture('a')

  expect([...stagedIn(sim.store).values()]).toMatchObject([
    { mimeType: 'image/gif', method: 'POST', content: PICTURE.gif.toString('utf8') },
  ])
})

test('no token goes to the host of a picture, nor to the store of uploads', async () => {
  const { sim } = await open()
  await picture('a')

  expect(host.calls).toHaveLength(1)
  expect(host.calls.some(({ headers }) => headers.includes(sim.options.accessToken))).toBe(false)
  expect(
    world.sent.filter(({ url }) => !url.pathname.endsWith('/graphql.json')).map(({ url }) => url.pathname),
  ).toEqual(['/staged/'])
  const stored = world.sent.find(({ url }) => url.pathname === '/staged/')
  expect(JSON.stringify([stored?.headers, String(stored?.bytes)])).not.toContain(sim.options.accessToken)
})

describe.each(['png', 'gif', 'webp', 'heic'] as const)('a picture of type %s whose key guesses another one', (type) => {
  test('has its key and its type in its name, and is found under its key', async () => {
    const { sim } = await open({ fileMs: 0 })
    host.answers = { a: PICTURE[type] }
    const made = await picture('a')

    expect(names(sim)).toEqual([`a.jpg-is.${type}`])
    expect(await looked('a.jpg')).toMatchObject([{ key: 'a.jpg', id: 'id' in made ? made.id : '' }])
    expect(await picture('a')).toMatchObject({ outcome: 'already', id: 'id' in made ? made.id : '' })
    expect(names(sim)).toEqual([`a.jpg-is.${type}`])
  })

  test('is deleted under its key', async () => {
    const { sim, write } = await open({ fileMs: 0 })
    host.answers = { a: PICTURE[type] }
    const { id } = (await picture('a')) as { id: string }

    expect(await write({ ...upload('a.jpg'), action: 'delete', id })).toMatchObject({ outcome: 'applied' })
    expect(names(sim)).toEqual([])
  })
})

test('a picture with its type in its name is read as the file of its key', async () => {
  const { reads, made, leap } = await open({ fileMs: 0 })
  host.answers = { a: PICTURE.webp }
  const { id } = (await picture('a')) as { id: string }
  await made(creation('boot', { media: [id] }))
  leap(60_000)
  const { resources } = await reads.read(WANT, never)

  expect(resources[FILE]).toEqual([{ kind: FILE, key: 'a.jpg', id, fields: {} }])
})

describe('a picture that cannot be had', () => {
  test.each([404, 410, 403, 503])('since its address answers with %d is out of reach', async (status) => {
    const { sim } = await open()
    host.answers = { a: status }
    const [bad, good] = await Promise.all([picture('a'), picture('b')])

    expect(bad).toMatchObject({ outcome: 'rejected', code: UNREACHABLE, message: expect.stringContaining(`${status}`) })
    expect(good).toMatchObject({ outcome: 'applied' })
    expect(names(sim)).toEqual(['b.jpg'])
  })

  test('since nobody answers is out of reach', async () => {
    await open()
    const gone = await openPictureHost()
    await gone.close()

    expect(await picture('a', `${gone.url}/file/a`)).toMatchObject({ outcome: 'rejected', code: UNREACHABLE })
    expect(await picture('a', 'https://nowhere.invalid/file/a')).toMatchObject({ code: UNREACHABLE })
  })

  test.each([
    ['a page', Buffer.from('<!doctype html><title>Sign in</title>')],
    ['nothing', Buffer.alloc(0)],
    ['a film', Buffer.from('\x00\x00\x00\x14ftypisom\x00\x00\x00\x00mp42', 'latin1')],
    ['more than 20 MB', Buffer.concat([PICTURE.jpg, Buffer.alloc(20_000_000)])],
  ])('since what lies there is %s is refused as such', async (_, bytes) => {
    const { sim } = await open()
    host.answers = { a: bytes }

    expect(await picture('a')).toMatchObject({ outcome: 'rejected', code: 'image' })
    expect(stagedIn(sim.store).size).toBe(0)
  })

  test.each([
    'http://pictures.example.com/file/a',
    'https://10.0.0.1/file/a',
    'https://[::1]/file/a',
    'https://169.254.169.254/latest/meta-data',
  ])('since it lies at, or leads to, %s is refused without a call there', async (url) => {
    await open()
    host.answers = { redirected: url }

    expect(await picture('a', url)).toMatchObject({ outcome: 'rejected', code: 'image' })
    expect(await picture('redirected')).toMatchObject({ outcome: 'rejected', code: 'image' })
  })
})

test('a redirect is followed', async () => {
  const { sim } = await open()
  host.answers = { a: '/moved/b' }

  expect(await picture('a')).toMatchObject({ outcome: 'applied' })
  expect(names(sim)).toEqual(['a.jpg'])
})

describe.each(['reset-after', '502-after', 'truncated', 'reset-before', '503'] as const)(
  'an answer that is lost by %s',
  (effect) => {
    const calls = [{ field: 'stagedUploadsCreate' }, { kind: 'upload' }, { field: 'fileCreate' }] as const
    test.each(calls)('of %o leaves each file once, with a search that is late', async (call) => {
      const { sim } = await open({ searchDelayMs: 5000, faults: [{ effect, ...call, nth: 1 }] })
      host.answers = { 'boot-1': PICTURE.png }
      const answers = await Promise.all(many(5).map((id) => picture(id)))

      expect(answers.map(({ outcome }) => outcome)).toEqual(many(5).map(() => 'applied'))
      expect(names(sim)).toEqual(['boot-0.jpg', 'boot-1.jpg-is.png', 'boot-2.jpg', 'boot-3.jpg', 'boot-4.jpg'])
    })
  },
)

test('a store of uploads that does not answer leaves nothing behind, and says that it is to be tried again', async () => {
  const { sim } = await open({ faults: [{ effect: '503', kind: 'upload' }] })

  expect(await picture('a')).toMatchObject({ outcome: 'rejected', code: 'shopify-late' })
  expect(names(sim)).toEqual([])
})

test('a run that ended between the upload and the file goes on with another upload, and makes one file', async () => {
  const { sim, allow } = await open()
  allow(1)
  await expect(picture('a')).rejects.toMatchObject({ code: 'budget' })
  expect([...stagedIn(sim.store).values()].map(({ content }) => content !== null)).toEqual([true])
  allow(Number.POSITIVE_INFINITY)

  expect(await picture('a')).toMatchObject({ outcome: 'applied' })
  expect(names(sim)).toEqual(['a.jpg'])
})
