import { describe, expect, it } from 'vitest'
import { loadWorkspace } from '../../src/config/index.ts'
import { providers } from '../support/providers.ts'
import { workspaceFolder } from './workspace-files.ts'

describe('overrides of a workspace', () => {
  it('reads overrides with keys and SKUs as text, for every marketplace or one', () => {
    const text = `version: 1
overrides:
  0439023483: { canonical: 00123, reason: a book }
  US/1234567890: { canonical: 1e5, reason: a number }
  B07X8Z63ZL: { canonical: none, reason: false }
  B07X8Z63ZM: { ignore: true, reason: "a 'test'" }
`
    const { overrides } = loadWorkspace({ providers, cwd: workspaceFolder({ 'specs/overrides/a.yaml': text }) })

    const at = (line: number) => ({ file: 'specs/overrides/a.yaml', line, column: 3 })
    expect(overrides).toMatchObject([
      { id: '0439023483', shop: null, canonical: '00123', reason: 'a book', position: at(3) },
      { id: '1234567890', shop: 'US', canonical: '1e5', reason: 'a number', position: at(4) },
      { id: 'B07X8Z63ZL', shop: null, canonical: 'none', reason: 'false', position: at(5) },
      { id: 'B07X8Z63ZM', shop: null, ignore: true, reason: "a 'test'", position: at(6) },
    ])
  })

  it('reads every part of an override, with its place, scalars as they are written', () => {
    const text = `version: 1
overrides:
  US/B07X8Z63ZL:
    canonical: 00123
    parent: 0439023483
    attributes: { amazon_title: 09.50 }
    keep: [label]
    images: { exclude: [PT03], order: [MAIN, PT02], main: PT01 }
    reason: seen
`
    const files = {
      'specs/overrides/a.yaml': text,
      'specs/attributes.yaml': `version: 1
attributes:
  label: { from: item_name, write: always }
  amazon_title: { name: Amazon Title, type: TextAttribute, from: item_name, write: always }
`,
    }
    const [override] = loadWorkspace({ providers, cwd: workspaceFolder(files) }).overrides

    const at = (line: number, column: number) => ({ file: 'specs/overrides/a.yaml', line, column })
    expect(override).toEqual({
      id: 'B07X8Z63ZL',
      shop: 'US',
      canonical: '00123',
      parent: '0439023483',
      attributes: { amazon_title: '09.50' },
      keep: ['label'],
      images: { exclude: ['PT03'], order: ['MAIN', 'PT02'], main: 'PT01' },
      reason: 'seen',
      position: at(3, 3),
      places: {
        canonical: at(4, 16),
        parent: at(5, 13),
        'attributes.amazon_title': at(6, 19),
        keep: at(7, 5),
        images: at(8, 5),
        'images.exclude': at(8, 15),
        'images.order': at(8, 32),
        'images.main': at(8, 53),
      },
    })
  })

  it('reads the same from a CSV file, quoted as spreadsheets do', () => {
    const text =
      '\uFEFFASIN,marketplace,canonical,parent,keep,ignore,reason\r\n\r\n' +
      '"0439023483",US,"PB,10",none,amazon_title,FALSE,"says ""no"", twice\r\non two lines"\r\nB07X8Z63ZL,,,,,true,gone'
    const { overrides } = loadWorkspace({ providers, cwd: workspaceFolder({ 'specs/overrides/a.csv': text }) })

    expect(overrides).toMatchObject([
      {
        id: '0439023483',
        shop: 'US',
        canonical: 'PB,10',
        parent: 'none',
        keep: ['amazon_title'],
        ignore: false,
        reason: 'says "no", twice\r\non two lines',
        position: { file: 'specs/overrides/a.csv', line: 3, column: 1 },
        places: { canonical: { line: 3, column: 17 } },
      },
      { id: 'B07X8Z63ZL', shop: null, ignore: true, position: { line: 5, column: 1 } },
    ])
  })

  it.each([
    ['semicolons', 'asin;canonical;reason\nB07X8Z63ZL;MCA0032;"a; b, c"\n'],
    ['tabs', 'asin\tcanonical\treason\nB07X8Z63ZL\tMCA0032\ta; b, c\n'],
  ])('reads a table with %s as spreadsheets write it, and says so', (between, text) => {
    const { overrides, diagnostics } = loadWorkspace({
      providers,
      cwd: workspaceFolder({ 'specs/overrides/a.csv': text }),
    })

    expect(overrides).toMatchObject([{ id: 'B07X8Z63ZL', canonical: 'MCA0032', reason: 'a; b, c' }])
    expect(diagnostics).toMatchObject([
      { severity: 'info', code: 'csv-delimiter', message: `The fields are read as separated by ${between}.` },
    ])
  })
})
