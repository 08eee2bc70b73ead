import type { JsonObject } from '../../model/json.ts'
import type { SimResponse } from '../http.ts'
import { answer, empty, refuse, refuseSchema } from './answers.ts'
import { bodyOf, type Call, relationshipOf } from './call.ts'
import { type Relationship, slug } from './records.ts'
import { runSearch } from './search.ts'
import { pick } from './search-columns.ts'
import { type Fields, ownField } from './searchable.ts'
import { formatTime } from './times.ts'

/** The label comes from the name; a label that is sent is passed over. */
export function createRelationship(call: Call): SimResponse {
  const name = readName(call)
  const now = call.store.stamp()
  const relationship = { id: call.store.newId(), name, label: slug(name), created: now, modified: now }
  refuseTaken(call, relationship)
  call.store.saveRelationship(relationship)
  return answer([relationshipView(relationship)], 201)
}

export function getRelationship(call: Call): SimResponse {
  return answer([relationshipView(relationshipOf(call, 0))])
}

export function renameRelationship(call: Call): SimResponse {
  const before = relationshipOf(call, 0)
  const renamed = { ...before, name: readName(call) }
  if (renamed.name === before.name) return answer([relationshipView(before)])
  refuseTaken(call, renamed)
  const saved = { ...renamed, modified: call.store.stamp() }
  call.store.saveRelationship(saved)
  return answer([relationshipView(saved)])
}

export function deleteRelationship(call: Call): SimResponse {
  const relationship = relationshipOf(call, 0)
  for (const { links } of call.store.products.values()) {
    if (links.has(relationship.id)) refuse(409, 'Relationship is in use', [{ field: 'id', msg: 'relationship in use' }])
  }
  call.store.removeRelationship(relationship)
  return empty(204)
}

export function searchRelationships(call: Call): SimResponse {
  return runSearch(call, {
    table: call.store.relationships,
    field: (name) => ownField(RELATIONSHIP_FIELDS, name),
    hasColumn: (name) => Object.hasOwn(RELATIONSHIP_FIELDS, name),
    maxPageSize: 100,
    row: (relationship, columns) => pick(relationshipView(relationship), ['id'], columns),
  })
}

export const RELATIONSHIP_FIELDS: Fields<Relationship> = {
  id: { type: 'text', value: ({ id }) => id },
  label: { type: 'text', value: ({ label }) => label },
  name: { type: 'text', value: ({ name }) => name },
  created: { type: 'date', value: ({ created }) => created },
  modified: { type: 'date', value: ({ modified }) => modified },
  symmetrical: { type: 'boolean', value: () => false },
}

function relationshipView({ id, name, label, created, modified }: Relationship): JsonObject {
  const at = formatTime(created, 'v1')
  return { id, name, label, created: at, created_at: at, modified: formatTime(modified, 'v1'), symmetrical: false }
}

function readName(call: Call): string {
  const { name } = bodyOf(call)
  if (typeof name === 'string' && name.trim() !== '') return name
  refuseSchema({ field: 'name', msg: 'Missing data for required field.' })
}

function refuseTaken(call: Call, { id, name, label }: Relationship): void {
  for (const other of call.store.relationships.values()) {
    if (other.id !== id && (other.name === name || other.label === label)) {
      refuse(422, 'relationship data validation failed', [{ field: 'name', msg: 'already exists' }])
    }
  }
}
