import { describe, expect, it } from 'vitest'
import { inspectWorkspace, loadWorkspace } from '../../src/config/index.ts'
import { providers } from '../support/providers.ts'
import { workspaceFolder } from './workspace-files.ts'

describe('attributes of a workspace', () => {
  it('reads attributes in the order of the file, own fields and aliases among them', () => {
    const text = `version: 1
attributes:
  label: { from: item_name, write: always, clear: true }
  a: &choice { name: A, type: DropdownAttribute, options: [007, 1e5], from: size, write: if-empty }
  b: { name: B, type: IntAttribute, value: 007, write: if-new }
  A: *choice
  c: { name: C, type: BooleanAttribute, write: never }
`
    const { workspace, diagnostics } = inspectWorkspace({
      providers,
      cwd: workspaceFolder({ 'specs/attributes.yaml': text }),
    })
    expect(workspace).toBeNull()
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'the target makes the label "a" of the name "A", not "A"',
    ])

    const { attributes } = loadWorkspace({
      providers,
      cwd: workspaceFolder({ 'specs/attributes.yaml': text.replace(/ {2}A:.*\n/, '') }),
    })
    expect(attributes.map(({ position: _, ...spec }) => spec)).toEqual([
      {
        label: 'label',
        name: 'label',
        type: null,
        from: 'item_name',
        value: null,
        write: 'always',
        clear: true,
        options: [],
      },
      {
        label: 'a',
        name: 'A',
        type: 'DropdownAttribute',
        from: 'size',
        value: null,
        write: 'if-empty',
        clear: false,
        options: ['007', '1e5'],
      },
      { label: 'b', name: 'B', type: 'IntAttribute', from: null, value: 7, write: 'if-new', clear: false, options: [] },
      {
        label: 'c',
        name: 'C',
        type: 'BooleanAttribute',
        from: null,
        value: null,
        write: 'never',
        clear: false,
        options: [],
      },
    ])
  })
})
