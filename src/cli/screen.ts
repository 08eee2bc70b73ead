import type { Clock } from '../model/clock.ts'
import type { Emit } from '../model/event.ts'
import { eventLines, heartbeat } from '../ui/live/lines.ts'
import type { Mounted } from '../ui/live/mount.tsx'
import { NOTHING_YET, seen, underWay, type View } from '../ui/live/view.ts'
import { layoutFor, linesFor } from './terminal.ts'

/** Standard error, as people watch it: lines that stay, and in a terminal a few below them that move. */
export interface Screen {
  /** Lines that stay. */
  say(lines: string[]): void
  tell: Emit
  /** Takes away what moves, since something else is about to be written. */
  rest(): void
}

/** How what moves is shown. */
interface Stage {
  say(lines: string[]): void
  /** Something is under way. */
  show(view: View): void
  rest(): void
}

type Stream = Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns'>

export interface ScreenOptions {
  stream: Stream
  env: { [name: string]: string | undefined }
  /** True where nobody watches. */
  ci: boolean
  clock: Clock
}

export function createScreen({ stream, env, ci, clock }: ScreenOptions): Screen {
  const isLive = stream.isTTY === true && !ci && env.TERM !== 'dumb'
  const stage = isLive
    ? liveStage(stream as NodeJS.WriteStream, { clock, colour: layoutFor(stream, env).colour })
    : plainStage(stream, clock)
  let view = NOTHING_YET
  return {
    say: stage.say,
    rest: stage.rest,
    tell(event) {
      const now = clock.now()
      view = seen(view, event, now)
      // What is shown as long as it lasts leaves no line.
      const lines = isLive && event.type === 'call.waiting' && underWay(view) ? [] : eventLines(event, view, now)
      if (lines.length > 0) stage.say(lines)
      if (underWay(view)) stage.show(view)
      else stage.rest()
    },
  }
}

const HEARTBEAT_MS = 10_000

/** Lines alone: now and then one that tells how far it is, whether anything happens or not. */
function plainStage(stream: Stream, clock: Clock): Stage {
  let latest = NOTHING_YET
  let timer: NodeJS.Timeout | null = null
  const say = (lines: string[]): void => void stream.write(linesFor(lines, stream))
  const beat = (): void => {
    const lines = heartbeat(latest, clock.now())
    if (lines.length > 0) say(lines)
  }
  return {
    say,
    show(view) {
      latest = view
      timer ??= setInterval(beat, HEARTBEAT_MS).unref()
    },
    rest() {
      if (timer) clearInterval(timer)
      timer = null
    },
  }
}

const FRAME_MS = 250

/** What moves is loaded when it is first shown: most commands are over by then. */
function liveStage(stream: NodeJS.WriteStream, { clock, colour }: { clock: Clock; colour: boolean }): Stage {
  let latest = NOTHING_YET
  let timer: NodeJS.Timeout | null = null
  let mounted: Mounted | null = null
  const draw = async (): Promise<void> => {
    if (mounted) return mounted.draw(latest, clock.now())
    const { mount } = await import('../ui/live/mount.tsx')
    if (timer) mounted ??= mount(stream, { view: latest, now: clock.now(), colour })
  }
  return {
    say(lines) {
      const text = linesFor(lines, stream)
      if (mounted) mounted.say(text)
      else stream.write(text)
    },
    show(view) {
      latest = view
      timer ??= setInterval(() => void draw(), FRAME_MS).unref()
    },
    rest() {
      if (timer) clearInterval(timer)
      timer = null
      mounted?.end()
      mounted = null
    },
  }
}
