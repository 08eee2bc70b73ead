import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const SRC = join(import.meta.dirname, '../../../src')

test('what makes pages is imported when a page is asked for, and not before', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.startsWith(join('ui', 'html')))
    .map((name) => [name, readFileSync(join(SRC, name), 'utf8')] as const)
  const loads = files.filter(([, text]) => /^import (?!type)[^;]*?from '(?:[^']*\.tsx|preact[^']*)'/m.test(text))
  const asks = files.filter(([, text]) => /import\('[^']*html\.tsx'\)/.test(text)).map(([name]) => name)

  expect(loads.map(([name]) => name)).toEqual([])
  expect(asks).toContain(join('cli', 'plan-view.ts'))
})
