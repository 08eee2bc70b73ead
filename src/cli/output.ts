/** True while something goes on that is worth more than its output. */
let keepsGoing = false
/** Why standard output takes no more, apart from a reader that left. */
let unwritten: string | null = null

/** From now on a closed terminal, a reader that left or a full disk costs the output only. */
export function keepGoingWithoutReader(): void {
  keepsGoing = true
}

/** At the end nothing is left to protect: whoever left does not keep the program from ending. */
export async function endWithoutReader(): Promise<void> {
  keepsGoing = false
  // What cannot be written is told in a later turn.
  await new Promise((resolve) => setImmediate(resolve))
  if (unwritten !== null) endUnwritten(unwritten)
  if (process.stdout.destroyed) process.exit(process.exitCode ?? 0)
}

const GONE = ['EPIPE', 'EIO', 'ECONNRESET', 'ERR_STREAM_DESTROYED']

/**
 * `sync plan | head -1` closes the pipe: nobody is left to tell, so the rest of the output is dropped. A disk that is full
 * is a failure of the command, but of none of its work. What cannot be said on standard error cannot be said at all.
 */
export function toleratesLostOutput(): void {
  catchErrors(process.stdout, ({ code = 'unknown' }) => {
    if (!GONE.includes(code)) unwritten ??= code
    if (keepsGoing) return
    if (unwritten !== null) endUnwritten(unwritten)
    process.exit(process.exitCode ?? 0)
  })
  catchErrors(process.stderr, () => undefined)
}

/** Other listeners, such as the command framework's, would throw; what happens is decided here alone. */
function catchErrors(stream: NodeJS.WriteStream, lost: (error: NodeJS.ErrnoException) => void): void {
  const emit = stream.emit.bind(stream) as (event: string, ...values: unknown[]) => boolean
  stream.emit = ((event: string, ...values: unknown[]) => {
    if (event !== 'error') return emit(event, ...values)
    lost(values[0] as NodeJS.ErrnoException)
    return true
  }) as typeof stream.emit
}

function endUnwritten(code: string): never {
  process.stderr.write(
    `Error: The output cannot be written (${code}); what was done is done, and "sync runs" tells what was applied.\n`,
  )
  process.exit(process.exitCode || 1)
}
