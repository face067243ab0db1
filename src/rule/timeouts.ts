/** How long a queue hides a message, and how long a function may run. */
import type { EventSourceMapping } from '../lambda/event-source-mapping.ts';
import { writtenAt } from '../schema/step.ts';
import type { Configuration, ResourceInstance } from '../terraform/configuration.ts';
import type { Place, Value } from '../value/value.ts';
import { whence } from './describe.ts';
import type { FixEdit } from './fix.ts';
import { instancesBehind, isSetElsewhere, resourceArgument } from './resource-instances.ts';

export interface Duration {
  /** Of the queue or function. */
  readonly address: string;
  readonly seconds: number;
  /** Where the number comes from, in words to follow it; nothing when it is written in place. */
  readonly whence: string;
  readonly place: Place;
  /** The only instance of the resource, when its block is not repeated: what is written there holds for it alone. */
  readonly instance: ResourceInstance | undefined;
}

/** Attributes of a function by which a mapping runs the code that the resource describes. */
const FUNCTION_ATTRIBUTES: ReadonlySet<string> = new Set(['arn', 'function_name', 'id', 'qualified_arn']);

/** The visibility timeout of the queue that a mapping reads, when the queue is in the module; 30 seconds where it is not written. */
export function queueVisibility(mapping: EventSourceMapping, configuration: Configuration): Duration | undefined {
  const source = mapping.get('/event_source_arn');
  if (source.is?.attribute.join('.') !== 'arn') return undefined;
  return duration(source, {
    type: 'aws_sqs_queue',
    argument: 'visibility_timeout_seconds',
    otherwise: 30,
    configuration,
  });
}

/** The timeout of the function of a mapping, when it is in the module; 3 seconds where it is not written. */
export function functionTimeout(mapping: EventSourceMapping, configuration: Configuration): Duration | undefined {
  const target = mapping.get('/function_name');
  if (!FUNCTION_ATTRIBUTES.has(target.is?.attribute.join('.') ?? '')) return undefined;
  return duration(target, { type: 'aws_lambda_function', argument: 'timeout', otherwise: 3, configuration });
}

/** Of a queue. */
export function setVisibility(queue: ResourceInstance, seconds: number): FixEdit {
  const at = '/visibility_timeout_seconds';
  return writtenAt(queue.values, at) === undefined
    ? { kind: 'insert', of: queue, at, to: seconds, beside: ['/name'] }
    : { kind: 'replace', of: queue, at, to: seconds };
}

interface Asked {
  readonly type: string;
  readonly argument: string;
  readonly otherwise: number;
  readonly configuration: Configuration;
}

function duration(value: Value, { type, argument, otherwise, configuration }: Asked): Duration | undefined {
  if (isSetElsewhere(value, { argument, configuration })) return undefined;
  const instances = instancesBehind(value, { type, configuration });
  const [instance] = instances;
  const written = resourceArgument(instances, argument);
  if (instance === undefined || written === undefined) return undefined;
  const seconds = written.kind === 'null' ? otherwise : wholeNumber(written);
  if (seconds === undefined) return undefined;
  const isSingle = value.is !== undefined && configuration.resource(value.is)?.repetition === 'none';
  return {
    instance: isSingle ? instance : undefined,
    address: instance.address,
    seconds,
    whence: written.kind === 'null' ? '' : whence(written),
    place: instance.sourceMap.locate(`/${argument}`, 'value'),
  };
}

function wholeNumber(value: Value): number | undefined {
  if (value.kind === 'number') return value.value;
  return value.kind === 'string' && /^\d+$/.test(value.value) ? Number(value.value) : undefined;
}
