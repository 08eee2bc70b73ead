import { PassThrough } from 'node:stream'

const ESCAPE = '\u001b'
const PARTS = new RegExp(`${ESCAPE}\\[[?\\d;]*[A-Za-z]|\\n|\\r|[^${ESCAPE}\\n\\r]+`, 'gu')
const MOVE = new RegExp(`^${ESCAPE}\\[(\\d*)([A-Z])$`)

/** A terminal as far as a frame needs one: what is written, with the cursor moved and lines wiped. */
export class Terminal extends PassThrough {
  readonly isTTY = true
  columns: number
  readonly rows = 50
  #lines: string[] = ['']
  #row = 0
  #column = 0

  constructor(columns: number) {
    super()
    this.columns = columns
    this.on('data', (chunk: Buffer) => this.#take(chunk.toString()))
  }

  /** What a person sees; the cursor stands on the last line. */
  get screen(): string[] {
    return this.#lines.map((line) => line.trimEnd()).filter((line, at, all) => line !== '' || at < all.length - 1)
  }

  #take(text: string): void {
    for (const [part] of text.matchAll(PARTS)) this.#apply(part)
  }

  #apply(part: string): void {
    const [, number = '', verb = ''] = MOVE.exec(part) ?? []
    if (part === '\n') this.#down()
    else if (part === '\r' || verb === 'G') this.#column = 0
    else if (verb === 'A') this.#row = Math.max(0, this.#row - Number(number || 1))
    else if (verb === 'K') this.#lines[this.#row] = ''
    else if (verb === 'J') this.#lines = [...this.#lines.slice(0, this.#row), '']
    else if (!part.startsWith(ESCAPE)) this.#print(part)
  }

  #down(): void {
    this.#row += 1
    this.#column = 0
    if (this.#row === this.#lines.length) this.#lines.push('')
  }

  #print(text: string): void {
    const line = (this.#lines[this.#row] ?? '').padEnd(this.#column)
    this.#lines[this.#row] = line.slice(0, this.#column) + text + line.slice(this.#column + text.length)
    this.#column += text.length
  }
}
