import { compileTest, OPERATORS, type Test } from './operators.ts'
import { type Condition, refuseFilter, type SearchQuery } from './search-body.ts'
import { fieldNamed, type Searchable } from './searchable.ts'

/** Which rows the filters keep: all conditions of any group. */
export function compileGroups<T extends { readonly id: string }>(
  query: SearchQuery,
  searchable: Searchable<T>,
): (row: T) => boolean {
  if (query.groups.length === 0) return () => true
  const groups = query.groups.map((group) => group.map((condition) => compileCondition(condition, searchable)))
  return (row) => groups.some((tests) => tests.every((test) => test(row)))
}

function compileCondition<T extends { readonly id: string }>(
  condition: Condition,
  searchable: Searchable<T>,
): (row: T) => boolean {
  if (condition.operator === 'text_search') return compileTextSearch(condition, searchable)
  const field = fieldNamed(condition.field, searchable)
  if (!OPERATORS[field.type].includes(condition.operator)) {
    const allowed = OPERATORS[field.type].join(', ')
    refuseFilter(String(condition.field), `operator ${condition.operator} is not allowed, use one of: ${allowed}`)
  }
  const test: Test | string = compileTest(field.type, condition.operator, condition.value)
  if (typeof test === 'string') refuseFilter(String(condition.field), test)
  return (row) => test(field.value(row))
}

function compileTextSearch<T extends { readonly id: string }>(
  { field, value }: Condition,
  searchable: Searchable<T>,
): (row: T) => boolean {
  if (!Array.isArray(field) || field.length === 0) refuseFilter('text_search', 'field must be a list of fields')
  const fields = field.map((name) => fieldNamed(name, searchable))
  const test = compileTest('text', 'like', value)
  if (typeof test === 'string') refuseFilter('text_search', test)
  return (row) => fields.some(({ value: read }) => test(read(row)))
}
