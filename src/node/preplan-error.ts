/** The invocation or the world is wrong, not the user's Terraform. The message ends with the remedy; the exit status is 2. */
export class PreplanError extends Error {
  override readonly name = 'PreplanError';
}

/** Told by name: parts of the command line that are bundled apart have a class each. */
export function isPreplanError(error: unknown): error is PreplanError {
  return error instanceof Error && error.name === 'PreplanError';
}
