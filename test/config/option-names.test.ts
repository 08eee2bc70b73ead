import { describe, expect, it } from 'vitest'
import { inspectWorkspace, loadWorkspace } from '../../src/config/index.ts'
import type { Provider } from '../../src/model/provider.ts'
import bazaar from '../odd/bazaar/index.ts'
import stall from '../odd/stall/index.ts'
import { ATTRIBUTES, findings as ofPlytix, workspaceFolder } from './workspace-files.ts'

const providers = new Map<string, Provider>([bazaar, stall].map((provider) => [provider.name, provider]))
const SYNC = 'version: 1\nscope: prairie\nsource: { bazaar: { stalls: [north] } }\ntarget: { stall: }\n'
const HEAD = 'version: 1\nattributes:\n  title: { from: name, write: always }\n'

const folder = (rest: string, overrides?: string): string =>
  workspaceFolder({
    'sync.yaml': SYNC,
    'specs/attributes.yaml': `${HEAD}${rest}`,
    ...(overrides === undefined ? {} : { 'specs/overrides/a.yaml': `version: 1\noverrides:\n${overrides}` }),
  })

function findings(rest: string, overrides?: string): string[] {
  const { diagnostics } = inspectWorkspace({ providers, cwd: folder(rest, overrides) })
  return diagnostics.map((it) => `${it.line}:${it.column}: ${it.severity}: ${it.message}`)
}

describe('options in specs/attributes.yaml', () => {
  it('become one rule of parts with all of them, in the order of the file', () => {
    const cwd = folder('variants:\n  size: { from: size, write: always }\noptions:\n  Size: size\n  Colour : name\n')
    const { variants } = loadWorkspace({ providers, cwd })

    expect(variants).toMatchObject([
      { label: 'size' },
      {
        label: 'options',
        from: null,
        write: 'always',
        named: [
          { name: 'Size', from: 'size' },
          { name: 'Colour', from: 'name' },
        ],
        position: { line: 6, column: 1 },
      },
    ])
  })

  it('may ask what differs within the group', () => {
    expect(findings("options:\n  Size: varies(group, 'size') && size\n")).toEqual([])
  })

  it.each([
    ['options:\n  Size: "size["\n', '5:9: error: options.Size is not valid JMESPath: it ends too early'],
    [
      'options:\n  Size: varie(group)\n',
      '5:9: error: options.Size calls the unknown function varie(); did you mean "varies"?',
    ],
    ['options: {}\n', '4:10: error: options names nothing'],
    ['options: [size]\n', '4:10: error: options must be a mapping, not a list'],
    ['options:\n  Size: { from: size }\n', '5:9: error: options.Size must be text, not a mapping'],
    [
      'options:\n  Size: size\n  size: size\n',
      '6:3: error: options "Size" and "size" are the same but for case and white space',
    ],
    ['options:\n  " ": size\n', '5:3: error: an option needs a name'],
    ['options:\n  A: a\n  B: b\n  C: c\n  D: d\n', '8:3: error: options has 4 names; the target takes 3'],
    [
      'variants:\n  options: { from: size, write: always }\noptions:\n  Size: size\n',
      '5:3: error: variants.options and options are about the same field; remove one',
    ],
  ])('are checked where they stand: %j', (rest, finding) => {
    expect(findings(rest)).toContainEqual(expect.stringContaining(finding))
  })

  it('are refused where nothing in the target has options', () => {
    expect(ofPlytix({ 'specs/attributes.yaml': `${ATTRIBUTES}options:\n  Size: size\n` })).toContainEqual(
      expect.stringContaining('plytix has nothing that options belong to'),
    )
  })

  it('can be left to people for one item, and not be set for it', () => {
    const options = 'options:\n  Size: size\n'

    expect(findings(options, '  hat: { keep: [options], reason: theirs }\n')).toEqual([])
    expect(findings(options, '  hat: { attributes: { options: S }, reason: ours }\n')).toContainEqual(
      expect.stringContaining('options holds several values, and none of them can be set here'),
    )
  })
})
