// A host that speaks HTTP/2 (and 1.1, to who offers no more). Prints its port; ends with its standard input.
//   node h2_host.mjs KEY.pem CERTIFICATE.pem
import { readFileSync } from 'node:fs';
import { createSecureServer } from 'node:http2';

let sessions = 0;
const [key, cert] = process.argv.slice(2).map((file) => readFileSync(file));
const host = createSecureServer({ key, cert, allowHTTP1: true });
host.on('session', () => ++sessions);
host.on('request', (request, response) => {
  const turn = Number(new URL(request.url, 'https://host').searchParams.get('wait') ?? 0);
  setTimeout(() => {
    response.setHeader('X-Asked-By', request.headers['user-agent'] ?? '');
    response.setHeader('X-Sessions', String(sessions));
    response.end(`${request.httpVersion} ${request.url}`);
  }, turn);
});
host.listen(0, '127.0.0.1', () => console.log(host.address().port));
process.stdin.on('end', () => process.exit(0)).resume();
