import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const SRC = join(import.meta.dirname, '../../../src')

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => [name, readFileSync(join(SRC, name), 'utf8')] as const)

/** Each statement on its own; types are gone when the program runs. */
function importsOf(text: string): string[] {
  const statements = text.match(/^import [^;]*?from '[^']*'$/gm) ?? []
  return statements.filter((one) => !one.startsWith('import type')).map((one) => /'([^']*)'$/.exec(one)?.[1] ?? '')
}

test.each([
  { what: 'makes pages', folder: 'html', libraries: /^preact/, asked: [/html\.tsx'\)/, join('cli', 'plan-view.ts')] },
  {
    what: 'moves in a terminal',
    folder: 'live',
    libraries: /^(ink|react)$/,
    asked: [/mount\.tsx'\)/, join('cli', 'screen.ts')],
  },
] as const)('what $what is imported when it is asked for, and not before', ({ folder, libraries, asked }) => {
  const outside = files.filter(([name]) => !name.startsWith(join('ui', folder)))
  const isHeavy = (from: string) => libraries.test(from) || (from.endsWith('.tsx') && from.includes(`/${folder}/`))
  const [call, place] = asked

  expect(outside.filter(([, text]) => importsOf(text).some(isHeavy)).map(([name]) => name)).toEqual([])
  expect(outside.filter(([, text]) => call.test(text)).map(([name]) => name)).toContain(place)
})
