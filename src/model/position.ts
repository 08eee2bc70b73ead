/** Where a value stands in a workspace file; paths are relative to the workspace. */
export interface Position {
  file: string
  line: number
  column: number
}
