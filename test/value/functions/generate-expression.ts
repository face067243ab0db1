/** Random calls of all functions that Terraform evaluates without a world around it, nested, with arguments of mixed types. */

/** A number in [0, 1). */
export type Random = () => number;

/** Mulberry32: the same numbers for the same seed everywhere. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const TEXTS: Readonly<Record<string, readonly string[]>> = {
  string: [
    '',
    'a',
    'b',
    'B',
    'hello world',
    'Hello, World!',
    'foo-bar_baz.qux',
    '  spaced out\t',
    'é',
    'e\u0301clair',
    '日本語',
    '😀 smile 👨‍👩‍👧',
    'a,b,,c',
    'line one\nline two\r\nthree\n',
    'a\n\n',
    'true',
    'false',
    '1',
    '12',
    '-3.50',
    '007',
    '1e3',
    '0x1F',
    'null',
    'ǆabc ßtraße İI',
    'ὈΔΥΣΣΕΎΣ',
    '<a href="x">&\'</a>',
    'tab\there',
    'back\\slash',
    '"quoted"',
    '${x} %{y}',
    'arn:aws:sqs:us-east-1:123456789012:queue.fifo',
    'zz top',
    '_x9 y-z',
    '\u2028\u00a0',
    'key=value&other=ä ö+1/2',
    'one two  three',
    'aaa',
    'abcabcabc',
    'Ünïcödé',
  ],
  separator: ['', ',', ', ', '-', 'a', '\n', ' ', '::', 'é', '.'],
  cidr: [
    '10.0.0.0/8',
    '192.168.1.17/24',
    '172.16.0.0/12',
    '0.0.0.0/0',
    '10.1.2.3/32',
    'fd00:fd12:3456:7890::/56',
    '2001:db8::1/64',
    '::/0',
    '10.0.0.0',
    '10.0.0.0/33',
    'x/8',
    '010.1.0.0/16',
    '2001:db8:0:0:1::/80',
  ],
  date: [
    '2020-01-02T03:04:05Z',
    '2024-02-29T23:59:59+02:00',
    '1999-12-31T00:00:00-07:30',
    '2017-11-22T00:00:00.5Z',
    '2021-13-01T00:00:00Z',
    '2023-02-29T00:00:00Z',
    '2020-01-02',
    '2020-01-02 03:04:05Z',
    '2020-01-02T24:04:05Z',
    '2020-01-02T03:04:05',
    '0001-01-01T00:00:00Z',
    '2020-06-15T12:30:00+00:00',
    '2020-1-2T03:04:05Z',
    '',
  ],
  duration: [
    '1h',
    '-1h30m',
    '1.5h',
    '100ms',
    '0',
    '24h',
    '1',
    '90m',
    '1d',
    '',
    '-0.5s',
    '720h59m59s',
    '1us',
    '+2m',
    '.5h',
    '1h-2m',
  ],
  dateformat: [
    'YYYY-MM-DD',
    'EEEE, DD-MMM-YY hh:mm:ss ZZZ',
    "h 'o''clock' aa",
    'MMMM D, YYYY',
    'HH:mm:ss AA ZZZZZ',
    'Z',
    'ZZZZ',
    'EEE M/D',
    "'unterminated",
    'YYY',
    'X',
    "''",
    'DDD',
    'YY h m s H',
    'plain: 123',
    'ZZ',
  ],
  regex: [
    '[a-z]+',
    '(\\w+) (\\w+)',
    '(?P<first>[a-z])(?P<rest>.*)',
    '^a',
    'x*',
    '(a)|(b)',
    '[',
    '\\d{2,}',
    '(?i)HELLO',
    '.',
    '',
    'a|ab',
    '(?P<n>a)(b)',
    '\\bfoo\\b',
    '[[:alpha:]]+',
    '\\p{Lu}',
    '(?s).+',
    '(a*)*',
    '\\pL',
    '(?U)a+',
    '^$',
    '(?m)^l',
    '(?=a)',
    'é',
    '[^a-z]',
  ],
  replacement: ['', '$1', '[$0]', '${1}x', '$first', '$$', 'X', '$2$1', '$1x', '${first}-$rest', '$'],
  format: [
    '%s',
    '%d',
    '%05d',
    '%-8s|',
    '%8.3f',
    '%x',
    '%X',
    '%o',
    '%b',
    '%e',
    '%.2e',
    '%g',
    '%v',
    '%#v',
    '%q',
    '%t',
    '%%',
    'a%sb%sc',
    '%[2]s-%[1]s',
    '%+d',
    '% d',
    '%.1f',
    '%08.2f',
    '%s %d',
    '%5t',
    '%.3s',
    '%G',
    '%10v',
    '%z',
    '%',
    '%[3]s',
    'no verbs',
    '%-5d|',
    '%+.3e',
    '%#x',
    '%3d%%',
    '%.0f',
    '%.10g',
    '%6.2g',
    '%-10q|',
    '%010s',
    'é%sü',
    '%.f',
  ],
  json: [
    '{"a":1,"b":[true,null,"x"]}',
    '[]',
    '{}',
    '"str"',
    '12.5',
    'true',
    'null',
    '[1,2',
    '{"a":1,"a":2}',
    '{"b":{"c":[{}]},"a":"\\u00e9"}',
    '1e400',
    ' [ 1 , 2.50 ] ',
    '{"x":12345678901234567890.123}',
    'nope',
    '"\\ud83d\\ude00"',
    '{a:1}',
    '[1,]',
    '-0',
    '01',
    '',
  ],
  yaml: [
    'a: 1\nb: [x, y]\n',
    '- a\n- b: c\n',
    'x: yes\ny: 0x1f\nz: 1_000\n',
    'text: |\n  line1\n  line2\n',
    'folded: >-\n  a\n  b\n',
    '{a: b, c: [1, 2.50]}',
    '"quoted"',
    'null',
    'a: &x {b: 1}\nc: *x\n',
    'a: &x {b: 1}\nc:\n  <<: *x\n  d: 2\n',
    'a: 2001-01-01\n',
    'a: b: c',
    '[1, 2',
    '- 1\n- "1"\n- 1.0\n- ~\n',
    'k: !!str 12\n',
    '---\nx: 1\n',
    '# only\n',
    '',
    'a: "x\\ty"\n',
    "a: 'it''s'\n",
    'n: -0b11\no: 010\np: .5\nq: 1e3\n',
    'a:\n  - b\n  - c\nd: {}\n',
  ],
  csv: [
    'a,b\n1,2\n3,4\n',
    'name,age\r\n"Smith, J",42\r\n',
    'a\n',
    '',
    'a,a\n1,2\n',
    'a,b\n1\n',
    'x,y\n"q ""z""",w\n\nlast,row',
    'a,b\n"open,1\n',
    'a,b\nx"y,1\n',
    'é,ü\nä,ö\n',
  ],
  base64: [
    'aGVsbG8=',
    'aGVsbG8',
    '',
    '8J+YgA==',
    'w6k=',
    '/w==',
    'aGVs\nbG8=',
    '!!!!',
    'YQ==',
    'YWI=',
    'AGEAYgA=',
    '//5hAGIA',
    '/v8AYQBi',
  ],
  encoding: ['UTF-8', 'UTF-16LE', 'utf-16be', 'UTF-16', 'ISO-8859-1'],
  digits: ['0', '11', 'ff', 'FF', '-101', 'zz', '777', '12x', '', 'Zz9', '123456789012345678901234567890', '+5', '1_0'],
  path: ['a/b/c.txt', '/etc//passwd', '', '.', '..', 'a/../b', 'foo/', '/', './x', 'a//b/', '../../x', 'hello.txt'],
  folder: ['.', 'dir', 'dir/..', './dir/', 'missing'],
  file: ['hello.txt', './dir/../hello.txt', 'dir/nested.json', 'missing.txt', 'dir', 'dir/unicode.txt'],
  glob: [
    'h*',
    '*.txt',
    'dir/**',
    '**/*.json',
    'dir/*',
    '*/*.txt',
    '{hello,other}.txt',
    'h?llo.txt',
    '[gh]ello.txt',
    'missing*',
    '**/*.txt',
  ],
  namespace: [
    'dns',
    'url',
    'oid',
    'x500',
    '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
    'bad',
    'urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8',
    '{6ba7b810-9dad-11d1-80b4-00c04fd430c8}',
    '6ba7b8109dad11d180b400c04fd430c8',
  ],
};

const NUMBERS = [
  '0',
  '1',
  '2',
  '3',
  '-1',
  '-2',
  '5',
  '10',
  '0.1',
  '0.2',
  '0.5',
  '-1.5',
  '2.675',
  '1.1',
  '3.14159',
  '100',
  '255',
  '1024',
  '1e10',
  '123456789',
  '0.001',
  '1000000',
  '12345678901234567890',
  '1.005',
  '33.333',
  '-0.25',
  '7',
  '16',
  '1e-7',
];
const SMALL = ['0', '1', '2', '3', '-1', '4', '8', '10', '1.5', '62', '36'];

/** Kinds of argument: a pool of texts, or a type for which an expression is made. */
type Kind = string;

interface Signature {
  readonly name: string;
  readonly args: readonly Kind[];
  readonly result: Kind;
  /** The last argument may be repeated. */
  readonly repeats?: true;
}

function signatures(result: Kind, lines: string): readonly Signature[] {
  return lines
    .trim()
    .split(/\s*\n\s*/)
    .map((line) => {
      const [name = '', ...args] = line.split(' ');
      const repeats = args.at(-1) === '...';
      return { name, result, args: repeats ? args.slice(0, -1) : args, ...(repeats && { repeats: true as const }) };
    });
}

const FUNCTIONS: readonly Signature[] = [
  ...signatures(
    'number',
    `
    abs number
    ceil number
    floor number
    log number number
    max number ...
    min number ...
    parseint digits small
    pow whole whole
    signum number
    length collection
    length string
    index list any
    sum numbers
    tonumber any
    timecmp date date`,
  ),
  ...signatures(
    'string',
    `
    chomp string
    format format any ...
    indent small string
    join separator strings ...
    lower string
    replace string separator string
    replace string pattern replacement
    strrev string
    substr string small small
    title string
    trim string string
    trimprefix string string
    trimspace string
    trimsuffix string string
    upper string
    base64decode base64
    base64encode string
    jsonencode any
    textencodebase64 string encoding
    textdecodebase64 base64 encoding
    urlencode string
    yamlencode any
    basename path
    dirname path
    formatdate dateformat date
    timeadd date duration
    base64sha256 string
    base64sha512 string
    md5 string
    sha1 string
    sha256 string
    sha512 string
    uuidv5 namespace string
    cidrhost cidr small
    cidrnetmask cidr
    cidrsubnet cidr small small
    tostring any
    coalesce string ...
    regex regex string
    element strings position
    file file
    filebase64 file
    filesha256 file
    filemd5 file
    one strings
    lookup stringmap string string`,
  ),
  ...signatures(
    'bool',
    `
    alltrue bools
    anytrue bools
    contains sequence any
    endswith string string
    startswith string string
    strcontains string separator
    can any
    tobool any
    fileexists file
    issensitive any`,
  ),
  ...signatures(
    'strings',
    `
    compact strings
    distinct strings
    keys map
    sort strings
    split separator string
    regexall regex string
    formatlist format any ...
    cidrsubnets cidr small ...
    concat strings ...
    reverse strings
    slice strings small small
    tolist strings
    flatten nested
    coalescelist strings ...
    matchkeys strings strings strings
    setunion strings strings
    setintersection strings strings
    setsubtract strings strings
    toset strings
    fileset folder glob`,
  ),
  ...signatures(
    'numbers',
    `
    range small
    range small small
    range small small small
    distinct numbers
    concat numbers ...
    toset numbers
    reverse numbers`,
  ),
  ...signatures(
    'list',
    `
    chunklist list small
    flatten nested
    setproduct sequence sequence ...
    values map
    concat list ...
    distinct list
    csvdecode csv
    reverse list
    slice list small small
    tolist any
    toset any
    setunion sequence ...
    setintersection sequence ...
    setsubtract sequence sequence
    matchkeys list list list
    coalescelist list ...`,
  ),
  ...signatures(
    'map',
    `
    merge map ...
    zipmap strings list
    tomap map
    transpose stringlists
    jsondecode json
    yamldecode yaml`,
  ),
  ...signatures(
    'any',
    `
    coalesce any ...
    element list position
    lookup map string any
    lookup map string
    one list
    try any ...
    jsondecode json
    yamldecode yaml
    sensitive any
    nonsensitive any
    merge any any
    regex regex string`,
  ),
];

const BY_RESULT = groupByResult();

function groupByResult(): ReadonlyMap<Kind, readonly Signature[]> {
  const groups = new Map<Kind, Signature[]>();
  for (const signature of FUNCTIONS) groups.set(signature.result, [...(groups.get(signature.result) ?? []), signature]);
  return groups;
}

/** The names of the functions that are generated. */
export const GENERATED_FUNCTIONS: readonly string[] = [...new Set(FUNCTIONS.map(({ name }) => name))].sort();

/** A call of the function with this index (modulo their number) around random arguments. */
export function generateCall(random: Random, index: number): string {
  const signature = FUNCTIONS[index % FUNCTIONS.length];
  return signature === undefined ? 'null' : new Generator(random).call(signature, 3);
}

class Generator {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  call({ name, args, repeats }: Signature, depth: number): string {
    const kinds = [...args];
    const last = args.at(-1);
    if (repeats && last !== undefined) {
      const more = Math.floor(this.#random() * 3);
      for (let count = 0; count < more; count++) kinds.push(last);
      if (this.#random() < 0.03) kinds.pop();
    }
    const texts = kinds.map((kind) => this.#argument(kind, depth - 1));
    return `${name}(${texts.join(', ')})`;
  }

  #argument(kind: Kind, depth: number): string {
    const dice = this.#random();
    if (dice < 0.008) return 'null';
    if (dice < 0.04 && kind !== 'folder' && kind !== 'file') return this.#expression('any', depth);
    return this.#expression(kind, depth);
  }

  #expression(kind: Kind, depth: number): string {
    const makers = BY_RESULT.get(kind);
    if (depth > 0 && makers !== undefined && this.#random() < 0.45) return this.call(this.#pick(makers), depth);
    return this.#literal(kind, depth);
  }

  #literal(kind: Kind, depth: number): string {
    const texts = TEXTS[kind];
    if (texts !== undefined) return quote(this.#pick(texts));
    switch (kind) {
      case 'pattern':
        return quote(`/${this.#pick(TEXTS['regex'] ?? [])}/`);
      case 'number':
        return this.#pick(NUMBERS);
      case 'position':
        return this.#pick(['0', '1', '2', '5', '1.5']);
      case 'whole':
        return this.#pick(['0', '1', '2', '3', '-1', '-2', '10', '7', '62', '0.5', '16', '36']);
      case 'small':
        return this.#pick(SMALL);
      case 'bool':
        return this.#pick(['true', 'false']);
      case 'strings':
        return this.#wrapped(this.#items('string', depth));
      case 'numbers':
        return this.#wrapped(this.#items(this.#pick(['number', 'small']), depth));
      case 'bools':
        return this.#wrapped(this.#items(this.#pick(['bool', 'bool', 'any']), depth));
      case 'list':
        return this.#wrapped(this.#items(this.#pick(['string', 'number', 'bool', 'any', 'list']), depth));
      case 'nested':
        return `[${this.#items(this.#pick(['list', 'strings', 'any', 'nested']), depth)}]`;
      case 'sequence':
        return this.#expression(this.#pick(['strings', 'numbers', 'list']), depth);
      case 'collection':
        return this.#expression(this.#pick(['strings', 'numbers', 'list', 'map', 'stringmap']), depth);
      case 'map':
        return this.#mapping(this.#pick(['string', 'number', 'any', 'list']), depth);
      case 'stringmap':
        return this.#mapping('string', depth);
      case 'stringlists':
        return this.#mapping('strings', depth);
      default:
        return this.#expression(this.#pick(['string', 'number', 'bool', 'strings', 'list', 'map', 'small']), depth);
    }
  }

  #items(kind: Kind, depth: number): string {
    const count = Math.floor(this.#random() * 4);
    return Array.from({ length: count }, () =>
      this.#random() < 0.03 ? 'null' : this.#expression(kind, depth - 1),
    ).join(', ');
  }

  #wrapped(items: string): string {
    const dice = this.#random();
    if (dice < 0.2) return `tolist([${items}])`;
    return dice < 0.35 ? `toset([${items}])` : `[${items}]`;
  }

  #mapping(kind: Kind, depth: number): string {
    const keys = ['a', 'b', 'name', 'n', '"x y"', '"é"', '"1"', 'foo', '"Z"'].filter(() => this.#random() < 0.3);
    const items = keys.map((key) => `${key} = ${this.#expression(kind, depth - 1)}`);
    const body = `{${items.join(', ')}}`;
    return this.#random() < 0.25 ? `tomap(${body})` : body;
  }

  #pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.#random() * from.length)] as T;
  }
}

/** A quoted HCL string. */
function quote(text: string): string {
  const escaped = text.replace(/[\\"\n\r\t]|[$%]\{|[\u0000-\u001f\u2028]/g, (found) => {
    if (found === '\n') return '\\n';
    if (found === '\r') return '\\r';
    if (found === '\t') return '\\t';
    if (found === '${' || found === '%{') return `${found.charAt(0)}${found}`;
    return found === '\\' || found === '"' ? `\\${found}` : `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `"${escaped}"`;
}
