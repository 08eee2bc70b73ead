import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { beforeAll, describe, expect, it } from 'vitest'
// @ts-expect-error a script without types
import { generateTypes } from '../../scripts/generate-types.js'
import { findings } from './workspace-files.ts'

describe('the schemas', () => {
  let generated: Map<string, string>
  beforeAll(async () => {
    generated = await generateTypes()
  })

  it('are assembled from what providers say, and give the types that are checked in', () => {
    expect([...generated.keys()].filter((path) => path.endsWith('.schema.json'))).toHaveLength(4)
    for (const [path, text] of generated) expect(readFileSync(path, 'utf8')).toBe(text)
  })

  it('are valid JSON Schemas of draft 2020-12, which no command checks again', () => {
    const ajv = new Ajv2020()
    for (const [path, text] of generated)
      if (path.endsWith('.schema.json')) expect(ajv.validateSchema(JSON.parse(text)), ajv.errorsText()).toBe(true)
  })

  it('have a message for every way in which a value can be wrong', () => {
    const wrong = [
      'null',
      '[]',
      '{}',
      '[{}]',
      '[[]]',
      '1',
      '-1',
      '1e9',
      'true',
      '""',
      'x',
      '"x y"',
      '["", ""]',
      'x'.repeat(99),
    ]
    const keys = [
      'scope',
      'source.amazon',
      'source.amazon.marketplace',
      'source.amazon.brands',
      'source.amazon.image_hosts',
    ]
    keys.push(
      'target.plytix.sku',
      'relationships.listings',
      'images.max_per_product',
      'policy.quota_share',
      'policy.prune',
    )

    for (const key of keys) {
      const [left, right] = [
        key
          .split('.')
          .map((part) => `{ ${part}: `)
          .join(''),
        ' }'.repeat(key.split('.').length),
      ]
      for (const value of wrong) {
        for (const finding of findings({ 'sync.yaml': `${left}${value}${right}` }))
          expect(finding).not.toMatch(/undefined|\[object/)
      }
    }
  })
})
