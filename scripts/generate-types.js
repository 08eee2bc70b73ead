// The types of the raw workspace files come from the schemas in specs/schemas, so that both always say the same.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compile } from 'json-schema-to-typescript'

const NAMES = ['sync', 'attributes', 'overrides']
const OPTIONS = {
  bannerComment: '// Generated from specs/schemas by scripts/generate-types.js; do not edit.',
  style: { semi: false, singleQuote: true, printWidth: 120 },
  ignoreMinAndMaxItems: true,
  unknownAny: true,
}

/** File contents by absolute path. */
export async function generateTypes() {
  const files = NAMES.map(async (name) => {
    const schema = readFileSync(new URL(`../specs/schemas/${name}.schema.json`, import.meta.url), 'utf8')
    const text = await compile(JSON.parse(schema), name, OPTIONS)
    return [fileURLToPath(new URL(`../src/config/generated/${name}.ts`, import.meta.url)), text]
  })
  return new Map(await Promise.all(files))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(new URL('../src/config/generated', import.meta.url), { recursive: true })
  for (const [path, text] of await generateTypes()) writeFileSync(path, text)
}
