/** The kinds of event source that Lambda polls. */
export type EventSourceKind =
  | 'kinesis-stream'
  | 'kinesis-consumer'
  | 'dynamodb-stream'
  | 'sqs-standard'
  | 'sqs-fifo'
  | 'msk'
  | 'msk-serverless'
  | 'self-managed-kafka'
  | 'mq-activemq'
  | 'mq-rabbitmq'
  | 'documentdb';
