import type { AttributeForm } from '../model/scaffold.ts'
import type { AttributeSpec } from '../model/settings.ts'
import { collapse, withoutControls } from '../model/text.ts'
import type { AttributesFile } from './generated/attributes.ts'
import type { ConfigFile } from './problem.ts'

/** The section of specs/attributes.yaml that says what options of parts are called, and where each is read. */
export const OPTIONS = 'options'

/** The one rule that `options` is: of parts, with all options as one value; none where the target's parts have no options. */
export function buildOptions(file: ConfigFile<AttributesFile>, form: AttributeForm | undefined): AttributeSpec[] {
  const options = file.data?.[OPTIONS]
  const label = form?.options?.label
  if (options === undefined || label === undefined) return []
  const named = Object.entries(options).map(([name, from]) => ({ name: optionName(name), from: String(from ?? '') }))
  return [
    {
      ...{ label, name: label, type: null, from: null, value: null, write: 'always', clear: false, options: [] },
      ...{ position: file.position([OPTIONS], 'key'), named },
    },
  ]
}

/** As it is written: what no service keeps is left out. */
export function optionName(name: string): string {
  return collapse(withoutControls(name))
}
