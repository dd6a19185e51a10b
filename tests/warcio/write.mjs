// Writes what a browser-based crawler keeps with warcio.js: node write.mjs PLAIN|GZIP URL BODY-FILE > FILE
// An answer, its request behind it, a repeat of the answer an hour later, "304 Not Modified" after another hour,
// and a record that is no exchange.
import { readFileSync } from "node:fs";
import { WARCRecord, WARCSerializer } from "warcio";

const [packing, url, bodyFile] = process.argv.slice(2);
const gzip = packing === "GZIP";

async function put(options, body, more = {}) {
  async function* bytes() {
    if (body.length > 0) yield body;
  }
  const record = WARCRecord.create({ warcVersion: "WARC/1.1", ...options }, bytes());
  process.stdout.write(await WARCSerializer.serialize(record, { gzip, digest: { algo: "sha-256" }, ...more }));
  return record;
}

const body = readFileSync(bodyFile);
const nothing = new Uint8Array();
process.stdout.write(
  await WARCSerializer.serialize(WARCRecord.createWARCInfo({ filename: "crawl.warc" }, { software: "warcio.js" }), { gzip }),
);
const date = "2026-03-01T12:00:00.123Z";
const answer = await put({ url, date, type: "response", statusline: "HTTP/1.1 200 OK", httpHeaders: { "Content-Type": "text/xml" } }, body);
await put(
  {
    url, date, type: "request", statusline: "GET / HTTP/1.1", httpHeaders: { Accept: "*/*" },
    warcHeaders: { "WARC-Concurrent-To": answer.warcHeader("WARC-Record-ID") },
  },
  nothing,
);
await put({ url: "urn:text:page", date, type: "resource", warcHeaders: { "Content-Type": "text/plain" } }, Buffer.from("text"));
await put(
  {
    url, date: "2026-03-01T13:00:00Z", type: "revisit", statusline: "HTTP/1.1 200 OK",
    httpHeaders: { "Content-Type": "text/xml" }, refersToUrl: url, refersToDate: date,
  },
  nothing,
  { payloadDigestForRevisit: answer.warcPayloadDigest },
);
await put({ url, date: "2026-03-01T14:00:00Z", type: "response", statusline: "HTTP/1.1 304 Not Modified", httpHeaders: { ETag: '"1"' } }, nothing);
