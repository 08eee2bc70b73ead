import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

const SRC = join(import.meta.dirname, '../../src')

/** What every source file imports, by its path; files of ours as paths as well. */
function importsOf(): Map<string, string[]> {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  return new Map(
    files.map((file) => {
      const text = readFileSync(join(SRC, file), 'utf8')
      const names = [...text.matchAll(/(?:from|import\() ?'([^']+)'/g)].map(([, name]) => name ?? '')
      return [file, names.map((name) => (name.startsWith('.') ? relative('', join(dirname(file), name)) : name))]
    }),
  )
}

const importers = (wanted: (name: string) => boolean): string[] =>
  [...importsOf()].flatMap(([file, names]) => (names.some(wanted) ? [file] : []))

test('SQLite is known in one folder alone, but for the lock that it takes', () => {
  const outside = importers((name) => name === 'node:sqlite').filter((file) => !file.startsWith('state/sqlite/'))

  expect(outside).toEqual(['disk/system-lock.ts'])
})

test('nobody but the places where the program is put together know where a state is kept', () => {
  const outside = importers((name) => name.startsWith('state/sqlite/')).filter(
    (file) => !file.startsWith('state/sqlite/'),
  )

  expect(outside).toEqual(['cli/doctor.ts', 'cli/session.ts', 'cli/token-file.ts'])
})

test('no promise of the contract hides a value that is there at once', () => {
  const text = readFileSync(join(SRC, 'model/state.ts'), 'utf8')
  const parts = [
    ...['Journal', 'Runs', 'LockStore', 'WriteMemory', 'ExportMemory', 'RemarkMemory', 'FindingMemory'],
    'QualityMemory',
  ].map((name) => new RegExp(`export interface ${name} \\{\n([^}]*)\n\\}`).exec(text)?.[1] ?? '')
  const methods = parts.flatMap((part) => [...part.matchAll(/^ {2}(\w+)\(.*\): (.*)$/gm)])

  const atOnce = methods.filter(([, , result]) => !result?.startsWith('Promise<')).map(([, name]) => name)

  expect(methods.length).toBeGreaterThan(25)
  expect(atOnce).toEqual(['conclude', 'deadImage', 'livingImage'])
})
