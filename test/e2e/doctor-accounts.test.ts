import { afterAll, describe, expect, test } from 'vitest'
import type { AccountSeed } from '../../src/sandbox/plytix/index.ts'
import { examine, problems, Stages } from './examined.ts'
import type { StageOptions } from './stage.ts'

const stages = new Stages()
const open = (options: StageOptions = {}) => stages.open(options)

afterAll(() => stages.close())

describe('permissions', () => {
  test.concurrent('a role that is missing is told from a token that is granted', async () => {
    const report = await examine(await open({ amazon: { missingRole: true } }))

    expect(problems(report)).toEqual(['source.amazon.permission'])
    expect(report.named('source.amazon.sign-in')).toMatchObject([{ ok: true }])
    expect(report.named('source.amazon.permission')[0]?.hint).toMatch(/role Product Listing/)
  })

  test.concurrent('a marketplace that is refused beside one that can be read is no matter of roles', async () => {
    const stage = await open()
    stage.workspace.edit('sync.yaml', ['marketplace: [US]', 'marketplace: [CA, US]'])

    const report = await examine(stage)

    expect(report.named('source.amazon.permission')).toMatchObject([
      { ok: false, hint: expect.stringMatching(/has its role, since US can be read: .* not registered for CA/) },
      { ok: true },
    ])
  })

  test.concurrent('a token that the API refuses although it was just granted is no matter of roles', async () => {
    const report = await examine(await open({ amazon: { faults: [{ effect: 'expired-token' }] } }))

    expect(report.named('source.amazon.permission')[0]?.hint).toMatch(/granted the token, and the API refuses it/)
  })

  test.concurrent('reports are looked at where a seller is named, and are not necessary', async () => {
    const stage = await open({ amazon: { missingReportsRole: true } })
    stage.workspace.edit('sync.yaml', ['# seller_id: A2XXXXXXXXXXXX ', 'seller_id: A2SANDBOXSELLER '])

    const report = await examine(stage)

    expect(report).toMatchObject({ ok: true })
    expect(report.named('source.amazon.listings')).toMatchObject([
      { severity: 'warning', message: expect.stringMatching(/may not read reports: .* are read by searches/) },
    ])
  })

  test.concurrent('what Plytix does not let be read is named, and the rest is looked at all the same', async () => {
    const refusal = { effect: 'answer', status: 403, body: { error: { msg: 'Forbidden' } } } as const
    const report = await examine(await open({ plytix: { faults: [{ ...refusal, path: 'relationships/search' }] } }))

    expect(problems(report)).toEqual(['target.plytix.relationships'])
    expect(report.named('target.plytix.relationships')[0]?.message).toMatch(
      /does not let the relationships be read: .* 403/,
    )
    expect(report.named('target.plytix.products')).toMatchObject([{ ok: true }])
  })

  test.concurrent('--probe also reads columns, a record, the assets, and searches for each brand', async () => {
    const refusal = { effect: 'answer', status: 403, body: { error: { msg: 'Forbidden' } } } as const
    const stage = await open({ plytix: { faults: [{ ...refusal, path: 'assets/search' }] } })
    stage.workspace.edit('sync.yaml', ['brands:\n', 'brands:\n      - Nobody Makes This\n'])

    expect(problems(await examine(stage))).toEqual([])
    const report = await examine(stage, {}, '--probe')

    expect(problems(report)).toEqual(['target.plytix.assets'])
    expect(report.named('target.plytix.columns')[0]?.message).toMatch(/^A plan's \d+ columns can be read/)
    expect(report.named('target.plytix.record')).toMatchObject([{ ok: true }])
    expect(report.named('source.amazon.brand').map(({ severity, message }) => [severity, message])).toEqual([
      ['warning', 'Amazon finds nothing for "Nobody Makes This" in US.'],
      ['info', expect.stringMatching(/^Amazon finds about \d+ listings for "/)],
    ])
  })
})

describe('definitions', () => {
  const seed = (account: AccountSeed, yaml = '') => open({ account, yaml })

  test.concurrent('a family that is missing, types that are others and options that lack are told together', async () => {
    const stage = await seed({
      families: [{ name: 'Boots' }],
      attributes: [
        { name: 'Amazon Images', type_class: 'TextAttribute' },
        { name: 'Amazon Title', type_class: 'IntAttribute' },
        { name: 'Amazon Item Classification', type_class: 'DropdownAttribute', options: ['OTHER'] },
      ],
    })
    stage.workspace.edit('sync.yaml', ['# family: Amazon ', 'family: Amazon '])

    const report = await examine(stage)

    expect(problems(report)).toEqual(['target.plytix.family', 'target.plytix.attributes'])
    expect(report.named('target.plytix.family')[0]?.message).toBe('Plytix has no product family named "Amazon".')
    expect(report.diagnostics.map(({ address, code }) => [address, code])).toEqual([
      ['attribute.amazon_title', 'attribute-type'],
      ['attribute.amazon_images', 'attribute-type'],
    ])
    expect(report.named('target.plytix.options')[0]?.message).toMatch(
      /^amazon_item_classification lacks the options .*; a plan adds them/,
    )
  })

  test.concurrent('what people have to make themselves is a problem, with its place', async () => {
    const stage = await seed({ relationships: [{ name: 'Amazon Listings' }] }, 'policy:\n  create_definitions: false')

    const report = await examine(stage)

    expect(problems(report)).toEqual(['attributes', 'gallery', 'relationships'].map((name) => `target.plytix.${name}`))
    expect(report.diagnostics).toHaveLength(22)
    const [missing] = report.diagnostics.filter(({ address }) => address === 'relationship.amazon_hierarchy')
    expect(missing?.message).toMatch(/make "Amazon Hierarchy" in Plytix under Settings > Relationships/)
  })
})

test.concurrent("a clock that differs from Amazon's is measured", async () => {
  const stage = await open({
    amazon: {
      amend: (_, answer) => ({
        ...answer,
        headers: { ...answer.headers, date: new Date(Date.now() - 400_000).toUTCString() },
      }),
    },
  })

  const report = await examine(stage)

  expect(report.named('source.amazon.clock')).toMatchObject([
    {
      severity: 'warning',
      message: expect.stringMatching(/^This machine's clock is (399|40[0-2]) seconds ahead of Amazon's\./),
    },
  ])
  expect(report.named('target.plytix.clock')).toMatchObject([{ severity: 'info' }])
})
