import type { Call, UserError } from '../domain.ts'
import { apiError } from '../errors.ts'
import { extensionOf, nameInSource } from './file-name.ts'
import { isFetchable } from './file-source.ts'
import { fileNamed } from './shelf.ts'

/** `FileCreateInput`, and `FileSetInput` without an id. */
export interface GivenFile {
  alt?: string | null
  contentType?: string | null
  duplicateResolutionMode?: string | null
  filename?: string | null
  originalSource?: string | null
}

const MOST_ALT = 512
const SIMULATED: readonly string[] = ['IMAGE', 'FILE']
const PICTURES: readonly string[] = ['', '.jpg', '.jpeg', '.png', '.gif', '.webp', '.heic']

/** Of what kind it will be; the service looks at the content where nobody says. */
export function isPicture({ contentType, originalSource, filename }: GivenFile): boolean {
  if (contentType) return contentType === 'IMAGE'
  return PICTURES.includes(extensionOf(filename ?? nameInSource(originalSource ?? '')).toLowerCase())
}

/** The name that a file asks for; a picture whose source has no extension gets one by its content. */
export function nameFor(file: GivenFile): string {
  const name = file.filename ?? nameInSource(file.originalSource ?? '')
  return extensionOf(name) === '' && isPicture(file) ? `${name}.jpg` : name
}

/** What stands against making it: contract, §10. `path`: where it stands. */
export function fileProblem(file: GivenFile, path: string[], { store }: Call): UserError | null {
  const { alt, filename, originalSource, contentType, duplicateResolutionMode: mode } = file
  if (contentType && !SIMULATED.includes(contentType)) {
    throw apiError('SIM_NOT_IMPLEMENTED', `Files of type ${contentType} are not simulated.`)
  }
  const refused: Refuse = (key, code, message) => ({ field: [...path, key], message, code })
  if (!originalSource || !isFetchable(originalSource)) {
    return refused('originalSource', 'INVALID_IMAGE_SOURCE_URL', 'File URL is invalid')
  }
  if (alt && alt.length > MOST_ALT) {
    const message = `The alt value exceeds the maximum limit of ${MOST_ALT} characters.`
    return refused('alt', 'ALT_VALUE_LIMIT_EXCEEDED', message)
  }
  if (filename && extensionOf(filename) !== extensionOf(nameInSource(originalSource))) {
    const message = 'Provided filename extension must match original source.'
    return refused('filename', 'MISMATCHED_FILENAME_AND_ORIGINAL_SOURCE', message)
  }
  if (mode === 'REPLACE') return replaceProblem(file, refused)
  if (mode === 'RAISE_ERROR' && fileNamed(store, nameFor(file))) {
    return refused('filename', 'FILENAME_ALREADY_EXISTS', 'A file with this name already exists.')
  }
  return null
}

type Refuse = (key: string, code: string, message: string) => UserError

/** The file that has the name loses its content; who asks for that has to say which and what. */
function replaceProblem({ contentType, filename }: GivenFile, refused: Refuse): UserError | null {
  if (contentType !== 'IMAGE') {
    const message = `Duplicate resolution mode 'REPLACE' is not supported for '${contentType ?? 'MISSING'}' media type.`
    return refused('duplicateResolutionMode', 'INVALID_DUPLICATE_MODE_FOR_TYPE', message)
  }
  if (filename) return null
  const message = 'Missing filename argument when attempting to use REPLACE duplicate mode.'
  return refused('filename', 'MISSING_FILENAME_FOR_DUPLICATE_MODE_REPLACE', message)
}
