// The empty database that sync db up begins with: Postgres takes seconds of processor to make one, and it is the same each
// time. It is kept beside the installed packages for later builds.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'

const { optionalDependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
const PACKAGE = '@electric-sql/pglite'
const kept = path(`../node_modules/.cache/catalog-sync/empty-database-${optionalDependencies[PACKAGE]}.tar.br`)
const delivered = path('../dist/parts/empty-database.tar.br')

function path(relative) {
  return fileURLToPath(new URL(relative, import.meta.url))
}

/** `null` where the package was left out: then nothing opens a database in a folder either. */
async function postgres() {
  try {
    return await import(PACKAGE)
  } catch (error) {
    if (error.code === 'ERR_MODULE_NOT_FOUND') return null
    throw error
  }
}

async function packedDatabase({ PGlite }) {
  const database = await PGlite.create()
  // What is in the log alone would be replayed at each first start.
  await database.exec('CHECKPOINT')
  const tar = Buffer.from(await (await database.dumpDataDir('none')).arrayBuffer())
  await database.close()
  return brotliCompressSync(tar, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS },
  })
}

/** Whole or not at all, also where two builds do it at the same time. */
function put(file, bytes) {
  mkdirSync(dirname(file), { recursive: true })
  const own = `${dirname(file)}/.${process.pid}-${basename(file)}`
  writeFileSync(own, bytes)
  renameSync(own, file)
}

const loaded = await postgres()
if (loaded !== null) {
  if (!existsSync(kept)) put(kept, await packedDatabase(loaded))
  put(delivered, readFileSync(kept))
}
