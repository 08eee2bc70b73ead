import { afterEach, describe, expect, test } from 'vitest'
import { creation, openWriteWorld, update, upload, type WriteWorld } from './write-world.ts'

let world: WriteWorld | null = null

afterEach(async () => {
  await world?.close()
  world = null
})

interface Shown extends WriteWorld {
  id: string
  /** gids of three pictures; the product shows the first two. */
  files: string[]
}

async function shown(...given: Parameters<typeof openWriteWorld>): Promise<Shown> {
  const opened = await openWriteWorld(...given)
  world = opened
  const answers = await Promise.all(['1.jpg', '2.jpg', '3.jpg'].map((name) => opened.write(upload(name))))
  const files = answers.map((answer) => ('id' in answer ? answer.id : ''))
  const id = await opened.made(creation('a', { media: files.slice(0, 2) }))
  await opened.look('a')
  opened.sim.resetCalls()
  return { ...opened, id, files }
}

/** Somebody puts a picture of their own onto the product. */
function hang({ sim, id, leap }: Shown): string {
  const { fileCreate } = sim.person(
    'mutation($files: [FileCreateInput!]!) { fileCreate(files: $files) { files { id } userErrors { message } } }',
    { files: [{ originalSource: 'https://people.example/own.jpg', contentType: 'IMAGE' }] },
  )
  const own = (fileCreate as { files: { id: string }[] }).files[0]?.id ?? ''
  leap(60_000)
  sim.person('mutation($files: [FileUpdateInput!]!) { fileUpdate(files: $files) { userErrors { message } } }', {
    files: [{ id: own, referencesToAdd: [id] }],
  })
  leap(60_000)
  sim.store.settle()
  return own
}

describe('pictures of a product', () => {
  test('stand in their order when it is made', async () => {
    const shop = await shown()

    expect(shop.product('a').media).toEqual(shop.files.slice(0, 2))
  })

  test('are added behind the others by one mutation beside the baseline', async () => {
    const shop = await shown()
    await shop.write(update(['a', shop.id], { media: shop.files }))

    expect(shop.mutations()).toEqual(['fileUpdate', 'metafieldsSet'])
    expect(shop.product('a').media).toEqual(shop.files)
  })

  test('are put in front by one mutation, after which they all stand where they are to', async () => {
    const shop = await shown()
    const [one, two, three] = shop.files as [string, string, string]
    const answer = await shop.write(update(['a', shop.id], { media: [three, two] }))

    expect(answer).toMatchObject({ outcome: 'applied', notes: [] })
    expect(shop.mutations()).toEqual(['productSet', 'metafieldsSet'])
    expect(shop.product('a').media).toEqual([three, two])
    expect(one).not.toBe(three)
  })

  test('change places by moves alone', async () => {
    const shop = await shown()
    const [one, two] = shop.files as [string, string]
    await shop.write(update(['a', shop.id], { media: [two, one] }))

    expect(shop.mutations()).toEqual(['productReorderMedia', 'metafieldsSet'])
    expect(shop.product('a').media).toEqual([two, one])
  })

  test('leave one alone that somebody hung there meanwhile', async () => {
    const shop = await shown()
    const own = hang(shop)
    const [one, two, three] = shop.files as [string, string, string]
    await shop.write(update(['a', shop.id], { media: [three, one] }))

    expect(shop.product('a').media).toEqual([three, one, own])
    expect(shop.sim.store.get('MediaImage', two)).toBeDefined()
  })

  test.each([
    ['fileUpdate', [0, 1, 2]],
    ['productReorderMedia', [1, 0]],
    ['productSet', [2, 0]],
  ])('are right when the answer to %s is lost', async (field, places) => {
    const shop = await shown()
    shop.sim.options.faults = [{ effect: 'reset-after', field, nth: 1 }]
    const media = places.map((place) => shop.files[place] as string)

    expect(await shop.write(update(['a', shop.id], { media }))).toMatchObject({ outcome: 'applied' })
    expect(shop.product('a').media).toEqual(media)
  })

  test('with an id of something else are refused without a call', async () => {
    const shop = await shown()

    expect(await shop.write(update(['a', shop.id], { media: ['gid://shopify/Product/1'] }))).toMatchObject({
      outcome: 'rejected',
      code: 'invalid',
    })
    expect(shop.sim.calls).toEqual([])
  })
})
