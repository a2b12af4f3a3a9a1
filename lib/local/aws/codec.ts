import { JsonCodec2, XmlCodec } from '@aws-sdk/core/protocols';
import { FromStringShapeDeserializer, ToStringShapeSerializer } from '@smithy/core/protocols';
import type { NormalizedSchema } from '@smithy/core/schema';
import { fromBase64, fromUtf8, toBase64, toUtf8 } from '@smithy/core/serde';
import type { AwsProtocol } from './service.ts';

/** Turns bodies and single text values into shapes and back, by the SDK's own schemas. */
export interface WireCodec {
  readBody(schema: NormalizedSchema, body: Buffer): Promise<Record<string, unknown>>;
  writeBody(schema: NormalizedSchema, value: object): string;
  readText(schema: NormalizedSchema, text: string): unknown;
  writeText(schema: NormalizedSchema, value: unknown): string;
}

const DATE_TIME = 5;
const EPOCH_SECONDS = 7;

const serdeContext = {
  utf8Encoder: toUtf8,
  utf8Decoder: fromUtf8,
  base64Encoder: toBase64,
  base64Decoder: fromBase64,
  streamCollector: () => Promise.reject(new Error('bodies are collected before they are read')),
};

const textSettings = {
  timestampFormat: { useTrait: true, default: DATE_TIME },
  httpBindings: true,
} as const;

function textCodec(): Pick<WireCodec, 'readText' | 'writeText'> {
  const reader = new FromStringShapeDeserializer(textSettings);
  const writer = new ToStringShapeSerializer(textSettings);
  reader.setSerdeContext(serdeContext);
  writer.setSerdeContext(serdeContext);
  return {
    readText: (schema, text) => reader.read(schema, text),
    writeText: (schema, value) => {
      writer.write(schema, value);
      return writer.flush();
    },
  };
}

function jsonCodec(jsonName: boolean): WireCodec {
  const codec = new JsonCodec2({
    timestampFormat: { useTrait: true, default: EPOCH_SECONDS },
    httpBindings: jsonName,
    jsonName,
  });
  codec.setSerdeContext(serdeContext);
  return {
    ...textCodec(),
    readBody: async (schema, body) =>
      codec.createDeserializer().read(schema, toUtf8(body)) as Promise<Record<string, unknown>>,
    writeBody: (schema, value) => {
      const writer = codec.createSerializer();
      writer.write(schema, value);
      const written = writer.flush();
      return typeof written === 'string' ? written : toUtf8(written);
    },
  };
}

function xmlCodec(protocol: AwsProtocol, xmlNamespace: string): WireCodec {
  const codec = new XmlCodec({
    timestampFormat: { useTrait: true, default: DATE_TIME },
    httpBindings: protocol === 'restXml',
    xmlNamespace,
    serviceNamespace: '',
  });
  codec.setSerdeContext(serdeContext);
  return {
    ...textCodec(),
    readBody: async (schema, body) => codec.createDeserializer().read(schema, toUtf8(body)),
    writeBody: (schema, value) => {
      const writer = codec.createSerializer();
      writer.write(schema, value);
      return String(writer.flush());
    },
  };
}

/** The codec of a protocol. A new serializer is made for each body: they keep state. */
export function createCodec(protocol: AwsProtocol, xmlNamespace = ''): WireCodec {
  if (protocol === 'json') return jsonCodec(false);
  if (protocol === 'restJson') return jsonCodec(true);
  return xmlCodec(protocol, xmlNamespace);
}
