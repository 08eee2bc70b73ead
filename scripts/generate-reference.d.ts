/** The page of all commands, from the text of the manifest. */
export function referencePage(manifest: string): string
