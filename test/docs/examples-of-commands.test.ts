import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { referencePage } from '../../scripts/generate-reference.js'
import { codeIn, pages, ROOT } from './markdown.ts'
import { loadCommands, parseWords, wordsOf } from './parse.ts'

const commands = await loadCommands()

describe.each([...commands])('sync %s', (name, command) => {
  const examples = (command.examples ?? []).map((example) =>
    String(example).replaceAll('<%= config.bin %>', 'sync').replaceAll('<%= command.id %>', name),
  )

  test('has examples, and takes each of them', async () => {
    expect(examples.length).toBeGreaterThan(0)
    for (const example of examples) {
      const [program, ...words] = wordsOf(example)
      expect([program, ...words].join(' ')).toMatch(new RegExp(`^sync ${name}\\b`))
      await parseWords(words, commands)
    }
  })
})

test.each(pages())('every whole command line in $path is one that the program takes', async (page) => {
  for (const code of codeIn(page)) {
    for (const line of commandLines(code)) {
      await expect(
        parseWords(wordsOf(line), commands).then(() => line, String),
        line,
      ).resolves.toBe(line)
    }
  }
})

/** What follows `sync` in a line, command by command; names of commands alone say only what they are. */
function commandLines(code: string): string[] {
  const lines = [...code.matchAll(/(?:^|(?:\$|&&|--|-c|npx) '?)sync ([a-z][^'&]*)/g)].map(([, line = '']) =>
    line.trim(),
  )
  return lines.filter((line) => / /.test(line) && !commands.has(line) && !/[…:[]|\.\.\./.test(line))
}

test('docs/reference.md says what the commands say', () => {
  const manifest = readFileSync(join(ROOT, 'oclif.manifest.json'), 'utf8')
  expect(readFileSync(join(ROOT, 'docs/reference.md'), 'utf8')).toBe(referencePage(manifest))
})
