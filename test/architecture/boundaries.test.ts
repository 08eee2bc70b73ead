import { expect, test } from 'vitest'
import { providerFolders, type SourceFile, sourceFiles } from './source-files.ts'

/** The reference target of the tests; nothing registers it. */
const REFERENCE = 'memory'

const IMPORT = /(?:from|import\()\s*'([^']+)'/g

/** `file: import` of everything that files import, with paths as they stand. */
function importsOf({ path, lines }: SourceFile): { path: string; imported: string }[] {
  return [...lines.join('\n').matchAll(IMPORT)].map(([, imported = '']) => ({ path, imported }))
}

test('nothing reaches into the folder of a provider, but the registry for its one value', () => {
  const inside = sourceFiles()
    .filter(({ path }) => !path.startsWith('providers/'))
    .flatMap(importsOf)
    .filter(({ imported }) => /providers\/[^/]+\//.test(imported))

  expect(inside).toEqual([])
  const registered = sourceFiles('providers')
    .filter(({ path }) => path === 'providers/registry.ts')
    .flatMap(importsOf)
    .map(({ imported }) => imported)
  const folders = providerFolders().filter((name) => name !== REFERENCE)
  expect(registered.filter((path) => path.startsWith('./')).sort()).toEqual(
    folders.map((name) => `./${name}/index.ts`).sort(),
  )
})

test('no provider knows another one', () => {
  const folders = providerFolders()
  const others = folders.flatMap((name) =>
    sourceFiles(`providers/${name}`)
      .flatMap(importsOf)
      .filter(({ imported }) => folders.some((other) => other !== name && imported.includes(`../${other}/`))),
  )

  expect(others).toEqual([])
})

test('what a provider says of itself is imported without what it is made of', async () => {
  const heavy = /undici|amazon-sp-api|net\/|\.\/(?:source|target|client|forms)\.ts/
  const seen = new Set<string>()
  const files = new Map(sourceFiles().map((file) => [file.path, file]))
  const visit = (path: string): string[] => {
    if (seen.has(path)) return []
    seen.add(path)
    const file = files.get(path)
    const statically = [
      ...(file?.lines.join('\n') ?? '').matchAll(/^(?:import|export|\}) (?!type)[^;]*?from '([^']+)'/gm),
    ]
    return statically.flatMap(([, imported = '']) => {
      if (heavy.test(imported)) return [`${path}: ${imported}`]
      return imported.startsWith('.') ? visit(resolved(path, imported)) : []
    })
  }

  expect(
    providerFolders()
      .filter((name) => name !== REFERENCE)
      .flatMap((name) => visit(`providers/${name}/index.ts`)),
  ).toEqual([])
})

function resolved(from: string, imported: string): string {
  return new URL(imported, `file:///${from}`).pathname.slice(1)
}
