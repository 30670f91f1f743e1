// A static file server, as plain as the ones that handbooks are published on.

import { createReadStream, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

/** The strictest policy under which every page has to be whole. */
export const POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'";

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json', '.svg': 'image/svg+xml', '.xml': 'application/xml', '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/plain; charset=utf-8', '.csv': 'text/csv; charset=utf-8', '.png': 'image/png', '.jpg': 'image/jpeg',
  '.webp': 'image/webp', '.ico': 'image/x-icon', '.pdf': 'application/pdf',
  '.woff': 'font/woff', '.woff2': 'font/woff2', '.wasm': 'application/wasm',
};
/** What is compressed as it is. */
const PACKED = new Set(['.png', '.jpg', '.webp', '.pdf', '.woff', '.woff2']);

/**
 * Serves `folder` below `prefix` (with a slash at both ends) on a free port; `home` is the address of the home page. With `gzip`, text is sent
 * compressed to those who take it, as most hosts do; `sent` is told the path and the bytes of each answer.
 */
export async function serve(folder, { prefix = '/', headers = {}, gzip = false, sent } = {}) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://here');
    const inside = pathname.startsWith(prefix) ? decodeURIComponent(pathname.slice(prefix.length)) : undefined;
    const answer = inside === undefined ? { status: 404 } : locate(folder, inside);
    if (answer.status === 301) {
      response.writeHead(301, { location: `${pathname}/` }).end();
      return;
    }
    const type = answer.file ? TYPES[extname(answer.file)] ?? 'application/octet-stream' : 'text/plain; charset=utf-8';
    const packed = gzip && answer.file && !PACKED.has(extname(answer.file)) && /\bgzip\b/.test(request.headers['accept-encoding']);
    response.writeHead(answer.status, { 'content-type': type, ...(packed && { 'content-encoding': 'gzip' }), ...headers });
    if (packed || sent) {
      const body = answer.file ? readFileSync(answer.file) : Buffer.from('nothing here');
      const bytes = packed ? gzipSync(body) : body;
      sent?.(pathname, bytes.length);
      response.end(bytes);
    } else if (answer.file) createReadStream(answer.file).pipe(response);
    else response.end('nothing here');
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    home: `http://127.0.0.1:${server.address().port}${prefix}`,
    close: () => new Promise((closed) => {
      server.close(closed);
      server.closeAllConnections();
    }),
  };
}

function locate(folder, inside) {
  const path = normalize(join(folder, inside));
  const found = path === folder || path.startsWith(folder + sep) ? statSync(path, { throwIfNoEntry: false }) : undefined;
  if (found?.isFile()) return { status: 200, file: path };
  if (found?.isDirectory() && inside !== '' && !inside.endsWith('/')) return { status: 301 };
  const index = join(path, 'index.html');
  if (found?.isDirectory() && statSync(index, { throwIfNoEntry: false })) return { status: 200, file: index };
  const missing = join(folder, '404.html');
  return { status: 404, file: statSync(missing, { throwIfNoEntry: false }) ? missing : undefined };
}
