import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { codeIn, pages, ROOT, spansIn } from './markdown.ts'
import { loadCommands } from './parse.ts'

const SHARED = ['config', 'account', 'json', 'help']

/** Of oclif's plugins. */
const FOREIGN = new Map([['autocomplete', ['refresh-cache']]])

const commands = new Map(
  [...(await loadCommands())].map(([name, { flags = {} }]) => [
    name,
    Object.entries(flags).flatMap(([flag, { aliases = [] }]) => [flag, ...aliases]),
  ]),
)

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
        const known = commands.get(name) ?? FOREIGN.get(name)
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

test.each([...commands.keys()])('docs/commands.md tells of sync %s, and where its flags are', (name) => {
  const text = readFileSync(join(ROOT, 'docs/commands.md'), 'utf8')
  const section = text.split(/^## /m).find((part) => part.startsWith(`sync ${name}\n`)) ?? ''

  expect(section).toContain(`(reference.md#sync-${name.replace(' ', '-')})`)
})
