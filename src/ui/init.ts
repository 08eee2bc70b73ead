import { renderDiagnostics } from './diagnostics.ts'
import { visible } from './visible.ts'

type Init = {
  root: string
  files: { path: string; status: string }[]
  diagnostics: Parameters<typeof renderDiagnostics>[0]
}

/** Which files a new workspace got, and what to do next. */
export function renderInit({ root, files, diagnostics }: Init): string[] {
  return [
    `Workspace in ${visible(root)}`,
    ...files.map(({ path, status }) => `  ${status.padEnd(7)}  ${visible(path)}`),
    ...renderDiagnostics(diagnostics),
    'Next: write your brands into sync.yaml, put credentials into .env, then run sync validate and sync plan.',
  ]
}
