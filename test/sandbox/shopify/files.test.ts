import { describe, expect, test } from 'vitest'
import { make, SIZES } from './made.ts'
import { ask, handClock, refusal, say, start } from './support.ts'

const CREATE = `mutation ($files: [FileCreateInput!]!) {
  fileCreate(files: $files) {
    files { id alt fileStatus preview { image { url } } ... on MediaImage { image { url } } }
    userErrors { field message code }
  }
}`
const FILES = `query ($query: String) {
  files(first: 50, query: $query) {
    nodes { id fileStatus fileErrors { code } ... on MediaImage { image { url width height } } }
  }
}`
const UPDATE = `mutation ($files: [FileUpdateInput!]!) {
  fileUpdate(files: $files) { files { id } userErrors { field message code } }
}`
const MEDIA = 'query ($id: ID!) { product(id: $id) { media(first: 20) { nodes { id } } } }'

describe('a file', () => {
  test('is accepted at once, worked on later, and has an address only when it is ready', async () => {
    const clock = handClock()
    const sim = await start({ clock, fileMs: 300 })
    const { fileCreate } = await ask(sim, CREATE, { files: [{ originalSource: 'https://a.example/600x400.png' }] })
    expect(fileCreate.files).toEqual([
      { id: expect.any(String), alt: null, fileStatus: 'UPLOADED', preview: { image: null }, image: null },
    ])
    clock.move(200)
    expect((await ask(sim, FILES)).files.nodes[0]).toMatchObject({ fileStatus: 'PROCESSING', image: null })
    clock.move(200)
    const [ready] = (await ask(sim, FILES)).files.nodes
    expect(ready).toMatchObject({ fileStatus: 'READY', image: { width: 600, height: 400 } })
    expect(ready.image.url).toMatch(/^https:\/\/cdn\.shopify\.com\/s\/files\/1\/.*\/files\/600x400\.png\?v=\d+$/)
  })

  test.each([
    ['cannot be reached', 'https://a.example/missing/1.jpg', 'IMAGE_DOWNLOAD_FAILURE'],
    ['lies on this machine', 'http://127.0.0.1/1.jpg', 'IMAGE_DOWNLOAD_FAILURE'],
    ['has too many pixels', 'https://a.example/9000x9000.jpg', 'INVALID_IMAGE_RESOLUTION'],
  ])('whose source %s is accepted all the same, and fails later', async (_title, originalSource, code) => {
    const sim = await start({ fileMs: 0 })
    expect((await ask(sim, CREATE, { files: [{ originalSource }] })).fileCreate.userErrors).toEqual([])
    expect((await ask(sim, FILES)).files.nodes).toMatchObject([{ fileStatus: 'FAILED', fileErrors: [{ code }] }])
  })

  test.each([
    [
      'its address is no web address',
      { originalSource: 'data:image/png;base64,iVBORw0KGgo=' },
      'INVALID_IMAGE_SOURCE_URL',
    ],
    [
      'its name ends otherwise than its source',
      { originalSource: 'https://a.example/1.png', filename: '1.jpg' },
      'MISMATCHED_FILENAME_AND_ORIGINAL_SOURCE',
    ],
    [
      'its text is too long',
      { originalSource: 'https://a.example/1.png', alt: 'x'.repeat(513) },
      'ALT_VALUE_LIMIT_EXCEEDED',
    ],
    [
      'it is to replace one and says not of what type',
      { originalSource: 'https://a.example/1.png', duplicateResolutionMode: 'REPLACE' },
      'INVALID_DUPLICATE_MODE_FOR_TYPE',
    ],
    [
      'it is to replace one and says not which',
      { originalSource: 'https://a.example/1.png', contentType: 'IMAGE', duplicateResolutionMode: 'REPLACE' },
      'MISSING_FILENAME_FOR_DUPLICATE_MODE_REPLACE',
    ],
  ])('is refused with all others of the call when %s', async (_title, file, code) => {
    const sim = await start()
    const good = { originalSource: 'https://a.example/good.png' }
    const { fileCreate } = await ask(sim, CREATE, { files: [good, file] })
    expect([fileCreate.files, fileCreate.userErrors[0].code]).toEqual([[], code])
    expect((await ask(sim, FILES)).files.nodes).toEqual([])
  })

  test('that is a film is not simulated, and that is said', async () => {
    const file = { originalSource: 'https://a.example/1.mp4', contentType: 'VIDEO' }
    expect(refusal(await say(await start(), CREATE, { files: [file] }))).toMatch(/^SIM_NOT_IMPLEMENTED/)
  })

  test('of the same source is another file, under another name', async () => {
    const sim = await start({ fileMs: 0 })
    const file = { originalSource: 'https://a.example/1.png' }
    await ask(sim, CREATE, { files: [file] })
    await ask(sim, CREATE, { files: [file] })
    const urls = (await ask(sim, FILES)).files.nodes.map(({ image }: { image: { url: string } }) => image.url)
    expect(urls).toEqual([expect.stringMatching(/\/1\.png\?/), expect.stringMatching(/\/1_[0-9a-f-]{36}\.png\?/)])
  })

  test('under a name that is taken is refused when it is told to be, or takes the place of the one that has it', async () => {
    const sim = await start({ fileMs: 0 })
    const file = { originalSource: 'https://a.example/1.png', filename: 'one.png', contentType: 'IMAGE' }
    const first = (await ask(sim, CREATE, { files: [file] })).fileCreate.files[0].id
    const raised = await ask(sim, CREATE, { files: [{ ...file, duplicateResolutionMode: 'RAISE_ERROR' }] })
    expect(raised.fileCreate.userErrors[0].code).toBe('FILENAME_ALREADY_EXISTS')
    const replaced = await ask(sim, CREATE, { files: [{ ...file, duplicateResolutionMode: 'REPLACE' }] })
    expect(replaced.fileCreate.files[0].id).toBe(first)
    expect((await ask(sim, FILES)).files.nodes).toHaveLength(1)
  })

  test('is found by its name, once the search has seen it', async () => {
    const clock = handClock()
    const sim = await start({ clock, searchDelayMs: 5000 })
    await ask(sim, CREATE, {
      files: [{ originalSource: 'https://a.example/one.png' }, { originalSource: 'https://a.example/two.png' }],
    })
    expect((await ask(sim, FILES, { query: 'filename:one.png' })).files.nodes).toEqual([])
    clock.move(5000)
    expect((await ask(sim, FILES, { query: 'filename:one.png' })).files.nodes).toHaveLength(1)
    expect((await ask(sim, FILES, { query: 'used_in:product' })).files.nodes).toEqual([])
  })

  test('cannot be changed until it is ready', async () => {
    const clock = handClock()
    const sim = await start({ clock })
    const { fileCreate } = await ask(sim, CREATE, { files: [{ originalSource: 'https://a.example/1.png' }] })
    const update = { files: [{ id: fileCreate.files[0].id, alt: 'new' }] }
    expect((await ask(sim, UPDATE, update)).fileUpdate.userErrors).toEqual([
      { field: ['files'], message: 'Non-ready files cannot be updated.', code: 'NON_READY_STATE' },
    ])
    clock.move(60_000)
    expect((await ask(sim, UPDATE, update)).fileUpdate.userErrors).toEqual([])
  })

  test('keeps its address when its content is new, but for the version', async () => {
    const sim = await start({ fileMs: 0 })
    const { fileCreate } = await ask(sim, CREATE, { files: [{ originalSource: 'https://a.example/1.png' }] })
    const [{ id }] = fileCreate.files
    const before = (await ask(sim, FILES)).files.nodes[0].image.url.split('?v=')
    await ask(sim, UPDATE, { files: [{ id, originalSource: 'https://a.example/2.png' }] })
    const after = (await ask(sim, FILES)).files.nodes[0].image.url.split('?v=')
    expect(after[0]).toBe(before[0])
    expect(after[1]).not.toBe(before[1])
  })

  test('is put onto a product by naming it, after a while', async () => {
    const clock = handClock()
    const sim = await start({ clock, asyncMs: 1000, fileMs: 0 })
    const { id } = await make(sim)
    const { fileCreate } = await ask(sim, CREATE, { files: [{ originalSource: 'https://a.example/1.png' }] })
    const [file] = fileCreate.files
    await ask(sim, UPDATE, { files: [{ id: file.id, referencesToAdd: [id] }] })
    expect((await ask(sim, MEDIA, { id })).product.media.nodes).toEqual([])
    clock.move(1000)
    expect((await ask(sim, MEDIA, { id })).product.media.nodes).toEqual([{ id: file.id }])
  })

  test('that is deleted is gone from every product', async () => {
    const sim = await start({ fileMs: 0 })
    const { id, media } = await make(sim, { files: [{ originalSource: 'https://a.example/1.png' }] })
    await ask(sim, 'mutation ($ids: [ID!]!) { fileDelete(fileIds: $ids) { deletedFileIds userErrors { code } } }', {
      ids: media,
    })
    expect((await ask(sim, MEDIA, { id })).product.media.nodes).toEqual([])
  })
})

describe('the files of a product', () => {
  const SET = `mutation ($identifier: ProductSetIdentifiers, $input: ProductSetInput!) {
    productSet(identifier: $identifier, input: $input) {
      product { media(first: 20) { nodes { id } } variants(first: 5) { nodes { media(first: 1) { nodes { id } } } } }
      userErrors { field message code }
    }
  }`

  test('are those of the list, in its order; the rest is taken off', async () => {
    const sim = await start({ fileMs: 0 })
    const sources = ['1', '2', '3'].map((name) => ({ originalSource: `https://a.example/${name}.png` }))
    const { id, media } = await make(sim, { files: sources })
    const [first = '', , third = ''] = media
    const input = { title: 'Boot', files: [{ id: third }, { id: first }] }
    const { productSet } = await ask(sim, SET, { identifier: { id }, input })
    expect(productSet.product.media.nodes.map((node: { id: string }) => node.id)).toEqual([third, first])
    expect((await ask(sim, FILES)).files.nodes).toHaveLength(3)
  })

  test('given by their sources again are made again', async () => {
    const sim = await start({ fileMs: 0 })
    const files = [{ originalSource: 'https://a.example/1.png' }]
    const { id } = await make(sim, { files })
    await ask(sim, SET, { identifier: { id }, input: { title: 'Boot', files } })
    expect((await ask(sim, FILES)).files.nodes).toHaveLength(2)
  })

  test('are shown by a variant that names one of them', async () => {
    const sim = await start({ fileMs: 0 })
    const file = { originalSource: 'https://a.example/1.png' }
    const variants = SIZES.variants.map((variant, place) => (place === 1 ? { ...variant, file } : variant))
    const { id } = await make(sim, { ...SIZES, files: [file], variants })
    const { product } = await ask(
      sim,
      'query ($id: ID!) { product(id: $id) { media(first: 5) { nodes { id } } variants(first: 5) { nodes { media(first: 1) { nodes { id } } } } } }',
      { id },
    )
    expect(product.media.nodes).toHaveLength(1)
    expect(product.variants.nodes.map(({ media }: { media: { nodes: object[] } }) => media.nodes)).toEqual([
      [],
      product.media.nodes,
    ])
  })

  test('are shown by a variant that is changed to one of them, and by none that is not among them', async () => {
    const sim = await start({ fileMs: 0 })
    const { id, media, variants } = await make(sim, {
      ...SIZES,
      files: [{ originalSource: 'https://a.example/1.png' }],
    })
    const other = await make(sim, { files: [{ originalSource: 'https://a.example/2.png' }] })
    const update = async (mediaId: string | undefined) => {
      const { productVariantsBulkUpdate } = await ask(
        sim,
        `mutation ($id: ID!, $variants: [ProductVariantsBulkInput!]!) {
          productVariantsBulkUpdate(productId: $id, variants: $variants) {
            productVariants { media(first: 1) { nodes { id } } }
            userErrors { field code }
          }
        }`,
        { id, variants: [{ id: variants[0]?.id, mediaId }] },
      )
      return productVariantsBulkUpdate
    }
    expect((await update(media[0])).productVariants).toEqual([{ media: { nodes: [{ id: media[0] }] } }])
    expect((await update(other.media[0])).userErrors).toEqual([
      { field: ['variants', '0', 'mediaId'], code: 'MUST_BE_FOR_THIS_PRODUCT' },
    ])
  })

  test('are moved one after the other, by a job', async () => {
    const clock = handClock()
    const sim = await start({ clock, fileMs: 0, asyncMs: 1000 })
    const { id, media } = await make(sim, {
      files: ['1', '2', '3'].map((name) => ({ originalSource: `https://a.example/${name}.png` })),
    })
    const { productReorderMedia } = await ask(
      sim,
      'mutation ($id: ID!, $moves: [MoveInput!]!) { productReorderMedia(id: $id, moves: $moves) { job { id done } mediaUserErrors { code } } }',
      { id, moves: [{ id: media[2], newPosition: '0' }] },
    )
    expect(productReorderMedia).toMatchObject({ job: { done: false }, mediaUserErrors: [] })
    clock.move(1000)
    const { product, job } = await ask(
      sim,
      'query ($id: ID!, $job: ID!) { job(id: $job) { done } product(id: $id) { media(first: 5) { nodes { id } } } }',
      { id, job: productReorderMedia.job.id },
    )
    expect(job).toEqual({ done: true })
    expect(product.media.nodes.map((node: { id: string }) => node.id)).toEqual([media[2], media[0], media[1]])
  })
})

describe('a product that is deleted', () => {
  test('takes along what no other product shows', async () => {
    const sim = await start({ fileMs: 0 })
    const first = await make(sim, { files: [{ originalSource: 'https://a.example/1.png' }] })
    const other = await make(sim, { files: [{ id: first.media[0] }, { originalSource: 'https://a.example/2.png' }] })
    await ask(sim, 'mutation ($id: ID!) { productDelete(input: { id: $id }) { deletedProductId } }', { id: other.id })
    expect((await ask(sim, FILES)).files.nodes.map(({ id }: { id: string }) => id)).toEqual(first.media)
  })
})

describe('an upload', () => {
  test('goes to the place that was made for it, with all parameters and the file last', async () => {
    const sim = await start({ fileMs: 0 })
    const input = [{ resource: 'IMAGE', filename: 'own.png', mimeType: 'image/png', httpMethod: 'POST' }]
    const { stagedUploadsCreate } = await ask(
      sim,
      'mutation ($input: [StagedUploadInput!]!) { stagedUploadsCreate(input: $input) { stagedTargets { url resourceUrl parameters { name value } } userErrors { message } } }',
      { input },
    )
    const [{ url, resourceUrl, parameters }] = stagedUploadsCreate.stagedTargets
    const form = new FormData()
    form.append('file', new Blob(['bytes']), 'own.png')
    expect((await fetch(url, { method: 'POST', body: form })).status).toBe(403)
    const whole = new FormData()
    for (const { name, value } of parameters) whole.append(name, value)
    whole.append('file', new Blob(['bytes']), 'own.png')
    expect((await fetch(url, { method: 'POST', body: whole })).status).toBe(201)
    await ask(sim, CREATE, { files: [{ originalSource: resourceUrl }] })
    expect((await ask(sim, FILES)).files.nodes[0].fileStatus).toBe('READY')
  })
})
