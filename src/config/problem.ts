import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import type { Position } from '../model/position.ts'

/** What is wrong, apart from where. An error unless it says otherwise. */
export interface Problem {
  code: string
  message: string
  hint?: string
  severity?: 'error' | 'warning'
}

export function problemAt(position: Position, problem: Problem): Diagnostic {
  return diagnostic({ severity: 'error', ...problem, ...position })
}

/** Keys and indexes from the top of a file to a value. */
export type Path = readonly (string | number)[]

/** A workspace file as read: its values, and where each of them stands. */
export interface ConfigFile<T> {
  /** Relative to the workspace. */
  path: string
  /** Parts that are missing or wrong are left out; `null` when the file could not be read at all. */
  data: Loose<T> | null
  /** Of a key or of its value; what is not there is said to be where its nearest parent is. */
  position(path: Path, part: 'key' | 'value'): Position
  /** True when something stands there, be it right or wrong. */
  has(path: Path): boolean
}

/** The type of what is left of a file after its mistakes are taken out. */
export type Loose<T> = T extends (infer U)[]
  ? Loose<U>[]
  : T extends object
    ? { [K in keyof T]?: Loose<T[K]> | undefined }
    : T
