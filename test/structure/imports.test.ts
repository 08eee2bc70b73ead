import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../docs/markdown.ts'
import { circlesIn, type Graph } from './circles.ts'
import { importsOf, sourceFiles } from './source.ts'

describe('imports', () => {
  const files = sourceFiles()
  const graph: Graph = new Map([...files].map(([file, text]) => [file, importsOf(file, text)]))

  it('are all found, and lead to files that are there', () => {
    for (const [file, text] of files) {
      const imported = graph.get(file) ?? []
      expect([file, imported.length > 0]).toEqual([file, /from '\.|import\('\./.test(text)])
      expect(imported.filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
    }
  })

  it('go in no circle, types included', () => {
    expect(circlesIn(graph)).toEqual([])
  })
})

describe('circlesIn', () => {
  it('names the files that lead back to themselves, and no others', () => {
    const graph: Graph = new Map([
      ['boot', ['shaft', 'sole']],
      ['shaft', ['lace']],
      ['lace', ['eyelet']],
      ['eyelet', ['shaft']],
      ['sole', ['heel']],
      ['heel', ['sole']],
    ])

    expect(circlesIn(graph)).toEqual([
      ['eyelet', 'lace', 'shaft'],
      ['heel', 'sole'],
    ])
  })
})
