import type { Workspace } from '../src/model/settings.ts'
import { workspace } from './session.ts'

/** What the reference target calls the types of the default workspace. */
const TYPES: { [type: string]: string } = {
  TextAttribute: 'Text',
  MultilineAttribute: 'Multiline',
  DropdownAttribute: 'Choice',
  DateAttribute: 'Date',
  BooleanAttribute: 'Boolean',
}

/** The workspace of this repository for the reference target. */
export function memoryWorkspace(): Workspace {
  const ours = workspace()
  const attributes = ours.attributes.map((spec) => {
    if (spec.type === null) return spec
    const type = TYPES[spec.type]
    if (type === undefined) throw new Error(`The reference target has no type for ${spec.type}.`)
    return { ...spec, type }
  })
  return { ...ours, attributes }
}
