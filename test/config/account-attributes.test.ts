import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type AccountDefinitions, attributesYaml } from '../../src/config/account-attributes.ts'
import { inspectWorkspace } from '../../src/config/index.ts'
import { packagedSpec } from '../../src/config/packaged.ts'
import { readDefinitions } from '../../src/services/account-definitions.ts'
import { initWorkspace } from '../../src/services/init.ts'
import { product } from '../support/boots.ts'
import { createMemoryTarget } from '../support/memory/index.ts'
import type { PimAttribute } from '../support/pim.ts'
import { temporaryFolder, workspaceFolder } from './workspace-files.ts'

const defaults = readFileSync(packagedSpec('attributes.yaml'), 'utf8')

function live(label: string, more: Partial<PimAttribute> = {}): PimAttribute {
  const name = label.replace(
    /(^|_)([a-z])/g,
    (_, gap: string, letter: string) => (gap ? ' ' : '') + letter.toUpperCase(),
  )
  return { id: label, label, name, type: 'TextAttribute', options: [], ...more }
}

function definitions(attributes: PimAttribute[]): AccountDefinitions {
  return { title: 'Plytix', attributes, filled: new Map([['amazon_title_imported', 1234]]), products: 7178 }
}

/** The lines of one entry, its comments in front. */
function entry(text: string, label: string): string[] {
  const lines = text.split('\n')
  const at = lines.findIndex((line) => line.trim() === `${label}:`)
  const start =
    lines.slice(0, at).findLastIndex((line) => !line.startsWith('  # In ') && !line.startsWith('  # Not in ')) + 1
  const end = lines.findIndex((line, index) => index > at && !line.startsWith('    '))
  return lines.slice(start, end)
}

describe('attributes.yaml of an account', () => {
  const text = attributesYaml(
    defaults,
    definitions([
      live('amazon_title_imported'),
      live('amazon_color', { type: 'MultilineAttribute', name: 'Colour: shop' }),
      live('amazon_marketplace', { type: 'DropdownAttribute', options: ['US', 'DE'] }),
      live('amazon_size', { type: 'CompletenessAttribute' }),
      live('amazon_search_terms', { name: 'Search\nTerms' }),
    ]),
  )

  test('is valid as it is', () => {
    const { diagnostics } = inspectWorkspace({ cwd: workspaceFolder({ 'specs/attributes.yaml': text }) })
    expect(diagnostics).toEqual([])
  })

  test('has the account’s labels, with what differs and how many products fill them', () => {
    expect(entry(text, 'amazon_title_imported')).toEqual([
      '  # In Plytix: filled in 1,234 of 7,178 products; the default label is amazon_title.',
      '  amazon_title_imported:',
      '    name: Amazon Title Imported',
      '    type: TextAttribute',
      '    from: item_name',
      '    write: always',
    ])
  })

  test('has the account’s types and options, and names that give the label', () => {
    expect(entry(text, 'amazon_color').slice(0, 4)).toEqual([
      '  # In Plytix: filled in 0 of 7,178 products; the default type is TextAttribute; called "Colour: shop" there.',
      '  amazon_color:',
      '    name: Amazon Color',
      '    type: MultilineAttribute',
    ])
    expect(entry(text, 'amazon_marketplace')).toEqual(
      expect.arrayContaining([
        '  # In Plytix: filled in 0 of 7,178 products; lacks the options CA, MX, which the first apply adds.',
        '    options: [US, DE, CA, MX]',
      ]),
    )
  })

  test('says what the account lacks, what cannot be written, and what else is there', () => {
    expect(entry(text, 'amazon_upc')[0]).toBe('  # Not in Plytix yet: the first apply makes it.')
    expect(text).toContain(
      '  # A CompletenessAttribute cannot be written, so this one is left out:\n  # amazon_size:\n',
    )
    expect(text).toContain('  #   amazon_search_terms: "Search Terms", TextAttribute, filled in 0 of 7,178 products\n')
  })
})

test('a new workspace is filled from the account, which is only read', async () => {
  const target = createMemoryTarget({
    seed: {
      attributes: [
        { id: 'a1', label: 'amazon_title_imported', name: 'Amazon Title Imported', type: 'Text', options: [] },
      ],
      products: [product('PB10', { attributes: { amazon_title_imported: 'Boot' } }), product('PB20')],
    },
  })
  const found = await readDefinitions(target, new AbortController().signal)

  expect(found).toMatchObject({ products: 2, filled: new Map([['amazon_title_imported', 1]]) })
  expect(target.calls().writes).toBe(0)
})

test('an attributes.yaml that is there is kept, and that is said', () => {
  const cwd = workspaceFolder()
  const { files, diagnostics } = initWorkspace({ cwd, attributes: (text) => `${text}# account\n` })

  expect(files.find(({ path }) => path === 'specs/attributes.yaml')?.status).toBe('kept')
  expect(diagnostics.map(({ message }) => message)).toContain(
    'the file was there before, so what the account says is not in it',
  )
  const fresh = temporaryFolder()
  initWorkspace({ cwd: fresh, attributes: (text) => `${text}# account\n` })
  expect(readFileSync(`${fresh}/specs/attributes.yaml`, 'utf8').endsWith('# account\n')).toBe(true)
})
