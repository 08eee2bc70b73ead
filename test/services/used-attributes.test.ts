import { expect, test } from 'vitest'
import type { QualityRule } from '../../src/model/quality.ts'
import type { AttributeSpec, Workspace } from '../../src/model/settings.ts'
import { USUAL_OPTIONS } from '../../src/model/usual-options.ts'
import { parseTarget } from '../../src/providers/postgres/settings.ts'
import { usesAttributes } from '../../src/services/used-attributes.ts'
import { settings, shopsOf, spec } from '../support/boots.ts'
import { providers } from '../support/providers.ts'

const HERE = { file: 'specs/quality.yaml', line: 1, column: 1 }
const RULE: QualityRule = {
  id: 'r',
  field: 'item_name',
  check: 'required',
  severity: 'warn',
  on: 'items',
  position: HERE,
}

function workspace(more: Partial<Workspace> = {}, target: 'plytix' | 'postgres' = 'plytix'): Workspace {
  const own = settings((value) =>
    target === 'postgres'
      ? Object.assign(value, { target: parseTarget({}) })
      : Object.assign(value.target, { provider: target }),
  )
  const rest = { overrides: [], digest: '', files: {}, diagnostics: [] }
  return {
    root: '/workspace',
    settings: own,
    shops: shopsOf(own),
    attributes: [spec('label', { from: 'item_name' })],
    ...rest,
    ...more,
  }
}

const uses = (given: Workspace): Promise<boolean> => usesAttributes({ workspace: given, providers })

test("the source's own attributes are left out of memory where nothing reads them", async () => {
  expect(await uses(workspace())).toBe(false)
  expect(await uses(workspace({ variants: [spec('options', { from: USUAL_OPTIONS })] }))).toBe(false)
})

const READERS: { [what: string]: Partial<Workspace> } = {
  'a rule': { attributes: [spec('label', { from: 'attributes.title[0].value' })] },
  'a further expression of a rule': {
    attributes: [spec('label', { from: 'item_name', others: ['attributes.title'] })],
  },
  'a part of an object': { attributes: [spec('label', { named: [{ name: 'a', from: 'attributes.title' }] })] },
  'a computed value': {
    attributes: [spec('label', { compute: { base: 'attributes.cost' } as AttributeSpec['compute'] & object })],
  },
  'a rule of variants': { variants: [spec('price', { from: 'attributes.price' })] },
  'the whole item': { attributes: [spec('label', { from: '@' })] },
  'the values of an item': { attributes: [spec('label', { from: '*' })] },
  'the whole item within an expression': { attributes: [spec('label', { from: 'brand || to_string(@)' })] },
  'the item by its sign': { attributes: [spec('label', { from: 'images[?slot == $.sku]' })] },
  'whole items of the group': { attributes: [spec('label', { from: 'group[].values(@)' })] },
  'a demand on quality': { quality: { rules: [{ ...RULE, field: 'attributes.title' }], max_invalid_percent: 20 } },
  'a condition of quality': {
    quality: {
      rules: [{ ...RULE, check: 'expression', field: null, expression: 'attributes.a' }],
      max_invalid_percent: 20,
    },
  },
}

test.each(Object.entries(READERS))('they are kept for %s', async (_, more) => {
  expect(await uses(workspace(more))).toBe(true)
})

test('they are kept for what a target fills by itself', async () => {
  expect(await uses(workspace({}, 'postgres'))).toBe(true)
})

test('they are kept for other rules that the same items are compared under', async () => {
  const former = { attributes: [spec('label', { from: 'attributes.title' })] }

  expect(await usesAttributes({ workspace: workspace(), providers, former })).toBe(true)
})
