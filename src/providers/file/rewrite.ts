import type { Clock } from '../../model/clock.ts'
import type { Applied } from '../../model/target.ts'
import { commitStore, makeFolder, tidyFolder } from './commit.ts'
import { refused, systemCode } from './errors.ts'
import type { Folder } from './folder.ts'
import { lockFolder } from './lock.ts'
import { readStore, type Store } from './store.ts'

interface Rewriting {
  clock: Clock
  signal: AbortSignal
  /** Makes the changes in memory. */
  perform(store: Store): Applied[]
}

const ATTEMPTS = 5

/** Rewrites the files of a folder. What they hold is kept in memory, and read anew when somebody else wrote them. */
export class Rewriter {
  readonly #folder: Folder
  #known: Store | null = null

  constructor(folder: Folder) {
    this.#folder = folder
  }

  /**
   * One rewriting for many changes, made of what the files hold at that moment, whoever wrote it.
   * @throws ConfigError when they cannot be read or written; they are then as they were before
   */
  async rewrite({ clock, signal, perform }: Rewriting): Promise<Applied[]> {
    let release = (): void => undefined
    try {
      makeFolder(this.#folder)
      release = await lockFolder(this.#folder, clock, signal)
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const answers = await this.#attempt(perform)
        if (answers) return answers
      }
      throw restless(this.#folder)
    } catch (cause) {
      throw unwritable(this.#folder, cause)
    } finally {
      release()
    }
  }

  /** `null`: somebody else wrote meanwhile. */
  async #attempt(perform: Rewriting['perform']): Promise<Applied[] | null> {
    const store = await readStore(this.#folder, this.#known)
    // Until the changes that are made in it are in the files, it stands for nothing.
    this.#known = null
    tidyFolder(this.#folder, store.digests.rows)
    const answers = perform(store)
    const isChanged = answers.some(({ outcome }) => outcome === 'applied')
    const digests = isChanged ? await commitStore(this.#folder, store) : store.digests
    if (digests) this.#known = { ...store, digests }
    return digests ? answers : null
  }
}

function restless({ name }: Folder) {
  const problem = 'changes again and again while it is written'
  return refused(name, { code: 'file-changed', problem, hint: 'End whatever else writes there, and try again.' })
}

/** What is no error of the system stays as it is. */
function unwritable({ name }: Folder, cause: unknown) {
  if (!(cause instanceof Error) || !('syscall' in cause)) return cause
  return refused(name, {
    code: 'file-unwritable',
    problem: `cannot be written (${systemCode(cause)})`,
    hint: 'Check the folder and the free space; what was there before is there still.',
    cause,
  })
}
