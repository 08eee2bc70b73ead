/** @jsxImportSource react */
import { render } from 'ink'
import stringWidth from 'string-width'
import { plain } from '../report/report.ts'
import { Frame, type FrameProps, frameRows } from './frame.tsx'
import type { View } from './view.ts'

/** A frame on the last lines of a terminal. */
export interface Mounted {
  draw(view: View, now: number): void
  /** Writes above it, for good. */
  say(text: string): void
  /** Takes it away. */
  end(): void
}

export function mount(stream: NodeJS.WriteStream, first: FrameProps): Mounted {
  let write = (text: string): void => void stream.write(text)
  const { colour } = first
  const onWriter = (writer: typeof write): void => {
    write = writer
  }
  let drawn = { ...first, columns: stream.columns }
  const wiped = (): void => {
    const { columns } = stream
    if (columns < drawn.columns) stream.write(wipe(frameRows(drawn, drawn.columns).map(plain), columns))
    drawn = { ...drawn, columns }
  }
  // Ctrl-C stays a signal, and the keyboard the terminal's.
  const instance = render(<Frame {...first} onWriter={onWriter} />, {
    stdout: stream,
    exitOnCtrlC: false,
    patchConsole: false,
    interactive: true,
  })
  // Before the renderer, which goes by the lines that it wrote.
  stream.prependListener('resize', wiped)
  return {
    draw(view, now) {
      drawn = { view, now, colour, columns: stream.columns }
      instance.rerender(<Frame view={view} now={now} colour={colour} onWriter={onWriter} />)
    },
    say: (text) => write(text),
    end() {
      stream.off('resize', wiped)
      // What was not painted yet is painted now, and stays.
      instance.unmount()
      const rows = frameRows(drawn, drawn.columns).length
      if (rows > 0) stream.write(`\u001b[${rows}A\u001b[J`)
    },
  }
}

/**
 * A terminal that became narrower has broken rows in two: wipes all of them, and goes to where they ended before. Nothing
 * where no row was broken.
 */
export function wipe(rows: readonly string[], columns: number): string {
  const lines = rows.reduce((sum, row) => sum + Math.max(1, Math.ceil(stringWidth(row) / columns)), 0)
  return lines === rows.length ? '' : `\u001b[${lines}A\u001b[J${'\n'.repeat(rows.length)}`
}
