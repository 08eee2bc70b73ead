import { addressOf } from '../../model/address.ts'
import { diagnostic } from '../../model/diagnostic.ts'
import { SyncError } from '../../model/errors.ts'
import type { Account } from './surveyed-account.ts'

/** The type of an attribute cannot be changed. @throws SyncError */
export function refuseOtherTypes({ wanted, attributes, workspace, dialect: { title } }: Account): void {
  const positions = new Map(workspace.attributes.map(({ label, position }) => [label, position]))
  const typeOf = (label: string) => attributes.get(label)?.fields.type
  const wrong = [...wanted.values()].filter(({ label, type }) => attributes.has(label) && typeOf(label) !== type)
  if (wrong.length === 0) return
  const diagnostics = wrong.map(({ label, type }) =>
    diagnostic({
      severity: 'error',
      code: 'attribute-type',
      message: `Attribute ${label} is a ${typeOf(label)} in ${title}; a ${type} is needed.`,
      address: addressOf('attribute', label),
      ...positions.get(label),
      hint: `Change the type in the workspace, or use another attribute; ${title} cannot change the type of an attribute.`,
    }),
  )
  throw new SyncError(
    'attribute-type',
    `${wrong.length === 1 ? 'An attribute has' : 'Attributes have'} another type in ${title} than the workspace needs: ${wrong.map(({ label }) => label).join(', ')}.`,
    { diagnostics },
  )
}
