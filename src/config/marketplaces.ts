/** Amazon writes UK where ISO writes GB. */
export function marketplaceCode(code: string): string {
  return code === 'GB' ? 'UK' : code
}
