import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * For the environment of processes that tests start from TypeScript: Node strips and compiles their modules once, not at
 * each start. What it keeps is found by the content of a module, so that a change is never missed.
 */
export const COMPILED_ONCE = { NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') }
