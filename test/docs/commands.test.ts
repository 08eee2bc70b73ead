import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from '@oclif/core'
import { describe, expect, test } from 'vitest'
import { codeIn, pages, ROOT, spansIn } from './markdown.ts'

const SHARED = ['config', 'account', 'json', 'help']

async function loadCommands(): Promise<Map<string, string[]>> {
  const files = readdirSync(join(ROOT, 'src/commands'), { recursive: true, encoding: 'utf8' })
  const loaded = files
    .filter((file) => file.endsWith('.ts'))
    .map(async (file): Promise<[string, string[]]> => {
      const name = file.replace(/(\/index)?\.ts$/, '').replace('/', ' ')
      const module = (await import(join(ROOT, 'src/commands', file))) as { default: typeof Command }
      const flags = Object.entries(module.default.flags ?? {}).flatMap(([flag, { aliases }]) => [
        flag,
        ...(aliases ?? []),
      ])
      return [name, flags]
    })
  return new Map(await Promise.all(loaded))
}

const commands = await loadCommands()

/** Commands as they are written in the documents, each with the flags behind it. */
function invocations(code: string): { name: string; flags: string[] }[] {
  const parts = code.split(/(?<![\w./-])sync (?=[a-z])/).slice(1)
  return parts.map((part) => ({ name: nameIn(part), flags: flagsIn(part) }))
}

/** The longest beginning that is a command: `runs show`, before `runs`. */
function nameIn(text: string): string {
  const [first = '', second = ''] = /^[a-z-]+( [a-z-]+)?/.exec(text)?.[0].split(' ') ?? []
  return commands.has(`${first} ${second}`) ? `${first} ${second}` : first
}

function flagsIn(text: string): string[] {
  return [...text.matchAll(/(?<![\w-])--([a-z][a-z-]*)/g)].map(([, flag = '']) => flag)
}

describe.each(pages())('$path', (page) => {
  test('names only commands that exist, with flags that they take', () => {
    const wrong = codeIn(page)
      .flatMap(invocations)
      .flatMap(({ name, flags }) => {
        const known = commands.get(name)
        if (!known) return [`sync ${name}`]
        return flags.filter((flag) => ![...known, ...SHARED].includes(flag)).map((flag) => `sync ${name} --${flag}`)
      })
    expect(wrong).toEqual([])
  })

  test('names only flags that some command takes', () => {
    const known = [...commands.values()].flat().concat(SHARED)
    const named = spansIn(page.text)
      .filter((span) => span.startsWith('--'))
      .flatMap(flagsIn)
    expect(named.filter((flag) => !known.includes(flag))).toEqual([])
  })

  test('names only npm scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object }
    const named = [...page.text.matchAll(/npm run ([a-z]+)/g)].map(([, script]) => script)
    expect(named.filter((script) => !Object.keys(scripts).includes(script ?? ''))).toEqual([])
  })
})

test.each([...commands])('docs/commands.md describes every flag of sync %s', (name, flags) => {
  const text = readFileSync(join(ROOT, 'docs/commands.md'), 'utf8')
  const section = text.split(/^## /m).find((part) => part.startsWith(`sync ${name}\n`)) ?? ''
  expect(spansIn(section).flatMap(flagsIn)).toEqual(expect.arrayContaining(flags))
  const table = section.split('\n').filter((line) => line.startsWith('| `--'))
  const described = table.flatMap((line) => flagsIn(line.split('|')[1] ?? ''))
  expect(described.filter((flag) => !flags.includes(flag))).toEqual([])
})
