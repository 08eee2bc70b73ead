/** @jsxImportSource react */
import { render } from 'ink'
import { Frame, type FrameProps } from './frame.tsx'
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
  // Ctrl-C stays a signal, and the keyboard the terminal's.
  const instance = render(<Frame {...first} onWriter={onWriter} />, {
    stdout: stream,
    exitOnCtrlC: false,
    patchConsole: false,
    interactive: true,
  })
  return {
    draw: (view, now) => instance.rerender(<Frame view={view} now={now} colour={colour} onWriter={onWriter} />),
    say: (text) => write(text),
    end() {
      instance.clear()
      instance.unmount()
    },
  }
}
