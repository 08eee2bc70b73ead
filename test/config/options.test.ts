import { expect, it } from 'vitest'
import { loadWorkspace } from '../../src/config/index.ts'
import { ATTRIBUTES, workspaceFolder } from './workspace-files.ts'

it('leaves out of options what no service keeps, as it does of values', () => {
  const options = '["Bro\\u0000wn", "Bomber\\u001b[31m", " Tan  Brown ", "Brown", "\\u0007"]'
  const choice = `  color: { name: Color, type: DropdownAttribute, from: color, write: always, options: ${options} }\n`
  const { attributes } = loadWorkspace({ cwd: workspaceFolder({ 'specs/attributes.yaml': ATTRIBUTES + choice }) })

  expect(attributes.at(-1)?.options).toEqual(['Brown', 'Bomber[31m', 'Tan Brown'])
})
