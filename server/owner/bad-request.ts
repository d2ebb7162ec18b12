import { randomUUID } from 'node:crypto';
import type { Duplex } from 'node:stream';
import type { ProblemCode } from '../problem.js';

/** What a request that is no HTTP is answered with. */
interface Refusal {
  readonly status: string;
  /** As in every problem of the HTTP interface. */
  readonly code: ProblemCode;
  readonly detail: string;
}

const refusals = new Map<string, Refusal>([
  [
    'HPE_HEADER_OVERFLOW',
    {
      status: '431 Request Header Fields Too Large',
      code: 'payload_too_large',
      detail: 'The head of the request is too long.',
    },
  ],
  [
    'ERR_HTTP_REQUEST_TIMEOUT',
    { status: '408 Request Timeout', code: 'request_timeout', detail: 'The head of the request came too slowly.' },
  ],
]);

const invalidUrl: Refusal = {
  status: '400 Bad Request',
  code: 'invalid_parameter',
  detail:
    'The address holds characters that must be percent-encoded. ' +
    "With curl: curl -G --data-urlencode 'q=…' and the address without its query.",
};
const other: Refusal = {
  status: '400 Bad Request',
  code: 'invalid_parameter',
  detail: 'This is not a valid HTTP request.',
};

/**
 * Answers what Node's parser could not read, before any app sees it. Node takes no raw Chinese in addresses, which is
 * what people type first (https://github.com/nodejs/llhttp/issues/259), so that is told apart.
 * @param error of the server's `clientError`
 */
export function refuseBadRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, code, detail } =
    error.code === 'HPE_INVALID_URL' ? invalidUrl : (refusals.get(error.code ?? '') ?? other);
  const title = status.slice('400 '.length);
  const body = JSON.stringify({
    type: `urn:xunwen:problem:${code}`,
    title,
    status: parseInt(status, 10),
    code,
    detail,
    requestId: randomUUID(),
  });
  const head = [
    `HTTP/1.1 ${status}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
