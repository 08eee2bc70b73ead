import { afterAll, expect, test } from 'vitest'
import type { AccountSeed } from '../../src/sandbox/plytix/index.ts'
import { byHand, idOf } from './person.ts'
import { refused, refusedAloud } from './refused.ts'
import { Stage } from './stage.ts'

const stages: Stage[] = []

afterAll(() => Promise.all(stages.map((stage) => stage.close())))

async function open(account: AccountSeed, yaml = ''): Promise<Stage> {
  const stage = await Stage.open({ listings: 3, account, yaml })
  stages.push(stage)
  return stage
}

test.concurrent('a family that the account lacks is named, with the place to make it', async () => {
  const stage = await open({ families: [{ name: 'Boots' }] })
  stage.workspace.edit('sync.yaml', ['# family: Amazon ', 'family: Amazon '])

  expect(await refused(stage, ['plan'])).toMatchObject({
    code: 'family',
    message: 'Plytix has no product family named "Amazon".',
    hints: expect.arrayContaining([expect.stringContaining('Settings > Product families')]),
  })
})

test.concurrent('a gallery attribute of another type is an error before anything is planned', async () => {
  const stage = await open({ attributes: [{ name: 'Amazon Images', type_class: 'TextAttribute' }] })

  const { code, message, diagnostics } = await refused(stage, ['plan'])

  expect([code, message]).toEqual(['attribute-type', expect.stringContaining('amazon_images')])
  expect(diagnostics[0]).toMatchObject({
    address: 'attribute.amazon_images',
    message: 'Attribute amazon_images is a TextAttribute in Plytix; a MediaGalleryAttribute is needed.',
  })
})

test.concurrent('a relationship name that two relationships answer to is an error that names both', async () => {
  const stage = await open({ relationships: [{ name: 'Old Listings' }, { name: 'Amazon-Listings' }] })
  const old = await idOf(stage.sandbox, 'relationships', 'old_listings')
  await byHand(stage.sandbox, ['PATCH', `relationships/${old}`], { name: 'Amazon Listings' })

  const { message } = await refused(stage, ['plan'])

  expect(message).toMatch(/relationship.*Amazon Listings/i)
})

test.concurrent('with create_definitions: false every missing definition is named, with its place in Plytix', async () => {
  const stage = await open({}, 'policy:\n  create_definitions: false')

  const { message, hints, diagnostics } = await refusedAloud(stage, ['plan'])

  expect(message).toContain('policy.create_definitions is false')
  expect(hints.join()).toContain('policy.create_definitions: true in sync.yaml')
  const messages = diagnostics.map((entry) => entry.message)
  expect(messages).toHaveLength(23)
  for (const label of ['amazon_title', 'amazon_images', 'amazon_sync_baseline']) {
    expect(messages).toContainEqual(expect.stringMatching(`Attribute ${label} is missing: .* Settings > Attributes`))
  }
  expect(messages).toContainEqual(expect.stringMatching(/amazon_listings is missing: .* Settings > Relationships/))
})

test.concurrent('an override to a canonical product that does not exist is an error at its place', async () => {
  const stage = await open({})
  const { asin } = stage.sandbox.amazon.items[0] ?? { asin: '' }
  stage.workspace.write(
    'specs/overrides/roper.yaml',
    `version: 1\noverrides:\n  ${asin}: { canonical: ROPER-9, reason: it is the Roper }\n`,
  )

  const { diagnostics } = await refused(stage, ['plan'])

  expect(diagnostics).toHaveLength(1)
  expect(diagnostics[0]).toMatchObject({ file: 'specs/overrides/roper.yaml', line: 3 })
  expect(diagnostics[0]?.message).toContain('ROPER-9')
})
