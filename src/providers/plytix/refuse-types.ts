import { addressOf } from '../../model/address.ts'
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import { SyncError } from '../../model/errors.ts'
import type { Account } from './surveyed-account.ts'

/** Attributes whose type is another one than the workspace needs; it cannot be changed. */
export function otherTypes({ wanted, attributes, workspace, dialect: { title } }: Account): Diagnostic[] {
  const positions = new Map(workspace.attributes.map(({ label, position }) => [label, position]))
  const typeOf = (label: string) => attributes.get(label)?.fields.type
  const wrong = [...wanted.values()].filter(({ label, type }) => attributes.has(label) && typeOf(label) !== type)
  return wrong.map(({ label, type }) =>
    diagnostic({
      severity: 'error',
      code: 'attribute-type',
      message: `Attribute ${label} is a ${typeOf(label)} in ${title}; a ${type} is needed.`,
      address: addressOf('attribute', label),
      ...positions.get(label),
      hint: `Change the type in the workspace, or use another attribute; ${title} cannot change the type of an attribute.`,
    }),
  )
}

/** @throws SyncError */
export function refuseOtherTypes(account: Account): void {
  const diagnostics = otherTypes(account)
  if (diagnostics.length === 0) return
  const labels = diagnostics.map(({ address }) => address?.slice('attribute.'.length))
  throw new SyncError(
    'attribute-type',
    `${labels.length === 1 ? 'An attribute has' : 'Attributes have'} another type in ${account.dialect.title} than the workspace needs: ${labels.join(', ')}.`,
    { diagnostics },
  )
}
