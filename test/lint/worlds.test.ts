import { describe, expect, it } from 'vitest';
import { explore, settle, World } from '../../src/lint/worlds.ts';
import type { ChoiceValue, MappingValue, Value } from '../../src/value/value.ts';
import { configurationOf } from '../terraform/module-text.ts';

const text = (value: string): Value => ({ kind: 'string', value });

function choice(id: string, options: readonly Value[], written = true): ChoiceValue {
  return {
    kind: 'choice',
    condition: { id, text: id },
    options: options.map((value, index) => ({ assumption: `${id} is ${index}`, value })),
    written,
  };
}

function object(entries: Readonly<Record<string, Value>>): MappingValue {
  return { kind: 'object', entries: new Map(Object.entries(entries)) };
}

const decide = (condition: string, option: number) => ({ condition, option, outOf: 2, assumption: '', written: true });

describe('a world', () => {
  it('shows what a decided choice gives, wherever the condition occurs', () => {
    const world = new World([decide('a', 1)]);
    const value = object({ x: choice('a', [text('0'), text('1')]), y: choice('a', [text('no'), text('yes')]) });
    expect(world.see(value)).toEqual(object({ x: text('1'), y: text('yes') }));
    expect(world.undecided).toEqual([]);
  });

  it('follows choices inside choices', () => {
    const world = new World([decide('a', 1), decide('b', 0)]);
    expect(world.see(choice('a', [text('x'), choice('b', [text('y'), text('z')])]))).toEqual(text('y'));
  });

  it('claims nothing of an undecided choice and notes the condition', () => {
    const world = new World([]);
    const seen = world.see(choice('a', [text('0'), text('1')]));
    expect(seen).toMatchObject({ kind: 'unknown', reasons: [{ text: 'a is not known' }] });
    expect(seen).not.toHaveProperty('notNull');
    expect(world.undecided.map(({ condition, option, assumption }) => [condition, option, assumption])).toEqual([
      ['a', 0, 'a is 0'],
      ['a', 1, 'a is 1'],
    ]);
  });

  it('keeps what undecided blocks hold, as blocks that may not exist', () => {
    const block = object({ x: text('1') });
    const blocks = (elements: readonly Value[]): Value => ({ kind: 'list', elements, blocks: true });
    const seen = new World([]).see(choice('a', [blocks([]), blocks([block])]));
    expect(seen).toEqual({ kind: 'list', blocks: true, open: true, elements: [{ ...block, representative: true }] });
  });

  it('gives the same object where there is no choice', () => {
    const value = object({ x: text('1') });
    expect(new World([]).see(value)).toBe(value);
  });

  it('is sure that the module writes every outcome only if each choice on the condition says so', () => {
    const world = new World([]);
    world.see(object({ x: choice('a', [text('0'), text('1')]), y: choice('a', [text('2'), text('3')], false) }));
    expect(world.undecided.map(({ written }) => written)).toEqual([false, false]);
  });
});

describe('exploring', () => {
  it('decides only conditions that were met, the smallest worlds first', () => {
    const a = choice('a', [text('0'), choice('b', [text('1'), text('2')])]);
    const looks = explore((world) => world.see(a));
    expect(
      looks.map(({ decisions }) => decisions.map(({ condition, option }) => `${condition}${option}`).join(' ')),
    ).toEqual(['', 'a0', 'a1', 'a1 b0', 'a1 b1']);
    expect(looks.map(({ result }) => result.kind)).toEqual(['unknown', 'string', 'unknown', 'string', 'string']);
  });

  it('looks at each combination once and at 64 worlds at most', () => {
    const two = explore((world) => ['a', 'b'].map((id) => world.see(choice(id, [text('0'), text('1')]))));
    expect(two).toHaveLength(1 + 4 + 4);
    const many = explore((world) =>
      Array.from({ length: 50 }, (_, id) => world.see(choice(String(id), [text('0'), text('1')]))),
    );
    expect(many).toHaveLength(64);
  });
});

describe('what exists under a condition', () => {
  const configuration = configurationOf(`
    variable "v" {}
    resource "m" "yes" {
      count = var.v ? 1 : 0
    }
    resource "m" "no" {
      count = var.v ? 0 : 1
    }
    resource "m" "always" {
      x = var.v ? "yes" : "no"
    }`);
  const [given] = configuration.blocks.flatMap(({ instances }) => instances);
  const seenIn = (world: World) =>
    world.configuration(configuration).blocks.flatMap(({ instances }) => instances.map(({ address }) => address));

  it('is there as long as nothing is decided', () => {
    expect(seenIn(new World([]))).toEqual(['m.yes[0]', 'm.no[0]', 'm.always']);
  });

  it('is gone where the condition has another outcome', () => {
    expect(given?.when).toBeDefined();
    const condition = given?.when?.condition ?? '';
    const outcome = given?.when?.outcome ?? 0;
    expect(seenIn(new World([decide(condition, outcome)]))).toEqual(['m.yes[0]', 'm.always']);
    expect(seenIn(new World([decide(condition, 1 - outcome)]))).toEqual(['m.no[0]', 'm.always']);
  });

  it('is what is looked at, and no other outcome', () => {
    const always = (world: World) =>
      world.configuration(configuration).blocks[2]?.instances[0]?.values.entries.get('x');
    const looks = explore((world) => always(world), given?.when);
    expect(looks.map(({ decisions, result }) => [decisions, result])).toMatchObject([
      [[], { kind: 'string', value: 'yes' }],
    ]);
  });
});

describe('settling', () => {
  const look = (decisions: readonly (readonly [string, number])[], result: readonly string[]) => ({
    decisions: decisions.map(([condition, option]) => ({
      ...decide(condition, option),
      assumption: `${condition}=${option}`,
    })),
    result,
  });
  const settled = (looks: readonly ReturnType<typeof look>[]) => {
    const { held, doubtful } = settle(looks, { key: (item) => item, cause: (item) => item.slice(0, 1) });
    return {
      held: held.map(({ item, when }) => [item, ...when.map(({ assumption }) => assumption)]),
      doubtful: doubtful.map(({ item, together }) => [item, ...together.map(({ assumption }) => assumption)]),
    };
  };

  it('holds without a condition what is found with nothing decided', () => {
    expect(settled([look([], ['x']), look([['a', 0]], ['x']), look([['a', 1]], ['x'])]).held).toEqual([['x']]);
    expect(settled([look([], ['x1']), look([['a', 0]], ['x2']), look([['a', 1]], ['x1'])]).held).toContainEqual(['x1']);
  });

  it('is a conclusion from too little when one outcome does not have it', () => {
    expect(settled([look([], ['x']), look([['a', 0]], ['x']), look([['a', 1]], [])]).held).toEqual([['x', 'a=0']]);
    expect(settled([look([], ['x']), look([['a', 0]], []), look([['a', 1]], [])]).held).toEqual([]);
  });

  it('holds under one outcome what only that outcome gives', () => {
    expect(settled([look([], []), look([['a', 0]], []), look([['a', 1]], ['x'])]).held).toEqual([['x', 'a=1']]);
  });

  it('holds always what every outcome of one condition gives', () => {
    expect(settled([look([], []), look([['a', 0]], ['x']), look([['a', 1]], ['x'])]).held).toEqual([['x']]);
  });

  it('does not add up outcomes of different conditions', () => {
    expect(settled([look([], []), look([['a', 0]], ['x']), look([['b', 1]], ['x'])]).held).toEqual([['x', 'a=0']]);
  });

  it('doubts what needs two conditions, unless one of them is enough', () => {
    const looks = [
      look([], []),
      look([['a', 1]], ['x']),
      look(
        [
          ['a', 1],
          ['b', 0],
        ],
        ['x', 'y'],
      ),
    ];
    expect(settled(looks)).toEqual({ held: [['x', 'a=1']], doubtful: [['y', 'a=1', 'b=0']] });
  });
});
