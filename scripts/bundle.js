// The program as few modules, with what it needs of its dependencies in them: most of a short command is the start of it.
// Commands and hooks stay modules of their own names, for oclif to find; what is imported late stays apart.
import { globSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import standalone from 'ajv/dist/standalone/index.js'
import { rolldown } from 'rolldown'
import { lightStart } from './light-start.js'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const { dependencies, optionalDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))

/** Asked for by libraries only where commands are not built, or pages are debugged. */
const NOT_LOADED = ['typescript', 'react-devtools-core']

/** `src/config/ready.ts` with the validators of our own schemas in it. */
function readyValidators() {
  const place = join(ROOT, 'src/config/ready.ts')
  return {
    name: 'ready-validators',
    load: { filter: { id: place }, handler: () => validatorCode() },
  }
}

async function validatorCode() {
  const { loadProviders } = await import('../src/providers/registry.ts')
  const { schemasAhead } = await import('../src/config/file-schemas.ts')
  const { createAjv, textOfSchema } = await import('../src/config/validators.ts')
  const ajv = createAjv({ source: true, esm: true })
  const texts = [...new Set([...schemasAhead(await loadProviders())].map(textOfSchema))]
  for (const [index, text] of texts.entries()) ajv.addSchema(JSON.parse(text), `ready${index}`)
  const names = Object.fromEntries(texts.map((_, index) => [`ready${index}`, `ready${index}`]))
  const entries = texts.map((text, index) => `[${JSON.stringify(text)}, ready${index}]`)
  return `${standalone.default(ajv, names)}\nexport const READY = new Map([${entries.join(', ')}])\n`
}

/** Paths of the packages whose code went in. */
function packagesIn(chunks) {
  const modules = chunks.flatMap(({ moduleIds = [] }) => moduleIds).filter((id) => !id.startsWith('\0'))
  const found = modules.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id) ?? [])
  return [...new Set(found)].sort()
}

/** The terms under which others let their code be passed on, which have to go with it. */
function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
  const text = file === undefined ? `Licence: ${license}` : readFileSync(join(folder, file), 'utf8').trim()
  return `${name} ${version}\n\n${text}\n`
}

/** Packages by their names, and whatever is asked of them. */
function asked(packages) {
  return Object.keys(packages).flatMap((name) => [name, new RegExp(`^${name}/`)])
}

const entries = globSync(['src/cli/main.ts', 'src/cli/hooks/*.ts', 'src/commands/**/*.ts'], { cwd: ROOT })
const bundle = await rolldown({
  cwd: ROOT,
  input: Object.fromEntries(entries.map((path) => [path.replace(/^src\/|\.ts$/g, ''), path])),
  platform: 'node',
  // Dependencies are installed beside the program; what is only needed to make it goes in.
  external: [...asked({ ...dependencies, ...optionalDependencies }), ...NOT_LOADED],
  plugins: [readyValidators(), lightStart()],
  transform: {
    define: {
      // Libraries check less, and faster, in what is delivered.
      'process.env.NODE_ENV': '"production"',
      // The program has looked which Node it runs in.
      'process.env.OCLIF_DISABLE_ENGINE_WARNING': '"1"',
    },
  },
})
const { output } = await bundle.write({
  dir: 'dist',
  format: 'esm',
  // As deep as the sources, which find the packaged specs from where they are.
  chunkFileNames: 'parts/[name].js',
  codeSplitting: { groups: [{ name: 'common', test: /\/src\//, minShareCount: 14 }] },
})
const licences = packagesIn(output).map(licenceOf)
writeFileSync(join(ROOT, 'dist/LICENCES.txt'), licences.join(`\n${'-'.repeat(80)}\n\n`))
