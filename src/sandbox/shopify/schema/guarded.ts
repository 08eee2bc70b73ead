import { type GraphQLFieldResolver, type GraphQLResolveInfo, valueFromASTUntyped } from 'graphql'
import type { Call, Resolver } from '../domain.ts'
import { apiError } from '../errors.ts'

interface Field {
  type: string
  field: string
  resolver: Resolver
  scope: string | undefined
}

/** A resolver behind the scope that it needs; a mutation is written down. */
export function guarded({ type, field, resolver, scope }: Field): GraphQLFieldResolver<unknown, Call> {
  return (source, args: object, ...[call, info]) => {
    if (scope !== undefined && !holds(call.scopes, scope)) throw denied(field, scope)
    if (type !== 'Mutation') return resolver(source, args, call)
    const at = call.world.clock.now()
    const directives = directivesOf(info)
    const payload = resolver(source, args, { ...call, directives })
    call.store.flush()
    call.world.journal.push({ field, args, userErrors: errorsIn(payload), at })
    return payload
  }
}

function directivesOf({ fieldNodes, variableValues }: GraphQLResolveInfo): Call['directives'] {
  const marks = fieldNodes.flatMap(({ directives = [] }) => directives)
  return Object.fromEntries(
    marks.map(({ name, arguments: given = [] }) => [
      name.value,
      Object.fromEntries(given.map((one) => [one.name.value, valueFromASTUntyped(one.value, variableValues.coerced)])),
    ]),
  )
}

/** Who may write may read. */
function holds(scopes: ReadonlySet<string>, scope: string): boolean {
  return scopes.has(scope) || scopes.has(scope.replace(/^read_/, 'write_'))
}

function denied(field: string, scope: string): Error {
  const requiredAccess = `\`${scope}\` access scope.`
  return apiError('ACCESS_DENIED', `Access denied for ${field} field. Required access: ${requiredAccess}`, {
    documentation: 'https://shopify.dev/api/usage/access-scopes',
    requiredAccess,
  })
}

function errorsIn(payload: unknown): number {
  if (typeof payload !== 'object' || payload === null || !('userErrors' in payload)) return 0
  return Array.isArray(payload.userErrors) ? payload.userErrors.length : 0
}
