/** The keys of `preplan.json`: the one description of which the reader, the JSON Schema and the documentation are made. */

export interface ConfigKey {
  readonly name: string;
  readonly describe: string;
  /** JSON Schema of the value, without what depends on the names of the rules. */
  readonly value: object;
}

const STRINGS = { type: 'array', items: { type: 'string', minLength: 1 } };

export const CONFIG_KEYS: readonly ConfigKey[] = [
  {
    name: '$schema',
    describe: 'The schema of this file, for editors.',
    value: { type: 'string' },
  },
  {
    name: 'extends',
    describe: 'Configuration files that this one builds on, relative to it; later ones win, this file over all.',
    value: { anyOf: [{ type: 'string', minLength: 1 }, STRINGS] },
  },
  {
    name: 'plugins',
    describe: 'Plug-ins: JavaScript files, relative to this file and with ./ before them, or packages.',
    value: STRINGS,
  },
  {
    name: 'rules',
    describe: 'How rules report: off, warning or error.',
    value: { $ref: '#/definitions/rules' },
  },
  {
    name: 'variables',
    describe: 'Values of root module variables, as JSON.',
    value: { type: 'object' },
  },
  {
    name: 'variableFiles',
    describe: 'Files with values of root module variables (.tfvars, .tfvars.json), relative to this file.',
    value: STRINGS,
  },
  {
    name: 'providerVersion',
    describe: 'The version of hashicorp/aws that will run, where no lock file says it.',
    value: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+$' },
  },
  {
    name: 'ignore',
    describe: 'Files and folders that are not checked, as globs relative to this file.',
    value: STRINGS,
  },
  {
    name: 'overrides',
    describe: 'Other rule settings for some files; later ones win.',
    value: {
      type: 'array',
      items: {
        type: 'object',
        required: ['files', 'rules'],
        additionalProperties: false,
        properties: {
          files: { ...STRINGS, description: 'Globs relative to this file.' },
          rules: { $ref: '#/definitions/rules' },
        },
      },
    },
  },
  {
    name: 'requireReason',
    describe: 'Whether a preplan-ignore comment without a reason suppresses nothing.',
    value: { type: 'boolean' },
  },
];
