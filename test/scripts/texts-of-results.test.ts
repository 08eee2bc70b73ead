import { expect, test } from 'vitest'
import { scan } from '../../scripts/errors/scan.ts'
import { parseFiles } from '../../scripts/errors/syntax.ts'

const textsOf = (text: string) =>
  scan(parseFiles(new Map([['src/a.ts', text]]))).map(({ code, text: said }) => `${code}: ${said}`)

/** Two results, each with a code and a reason of its own; one is handed on by another function. */
const RESULTS = `
  function lost(kind: string) {
    if (kind === 'far') return { code: 'far', why: 'too far' }
    return { code: 'heavy', why: \`more than \${LIMIT} kg\` }
  }
  const LIMIT = '20'
  async function carry(kind: string) {
    if (kind === 'here') return 'here'
    return lost(kind)
  }`

const SAID = ['far: It is too far away.', 'heavy: It is more than 20 kg away.']

test('a code and a text that are taken from one result belong together', () => {
  const user = `
    async function boots(kind: string) {
      const result = await carry(kind)
      return { code: result.code, message: \`It is \${result.why} away.\` }
    }`

  expect(textsOf(`${RESULTS}${user}`)).toEqual(SAID)
})

test('so do those whose parts are named one by one', () => {
  const user = `
    function boots(kind: string) {
      const { code, why } = lost(kind)
      return { code, message: \`It is \${why} away.\` }
    }`

  expect(textsOf(`${RESULTS}${user}`)).toEqual(SAID)
})

test('a text of its own is said under every code that a result has', () => {
  const user = `
    async function boots(kind: string) {
      const result = await carry(kind)
      const word = kind === 'here' ? 'here' : 'gone'
      return { code: result.code, message: \`They are \${word} now.\` }
    }`

  expect(textsOf(`${RESULTS}${user}`)).toEqual([
    ...['far: They are here now.', 'far: They are gone now.'],
    ...['heavy: They are here now.', 'heavy: They are gone now.'],
  ])
})
