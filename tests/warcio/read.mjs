// Reads WARC files with warcio.js, a reader that no one here wrote: node read.mjs FILE.warc.gz…
// Every record is parsed; payload digests are counted again over the bytes that warcio hands out. Prints how many
// records of each kind it found, as JSON; exits with 1 where a file, a record or a digest is wrong.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { WARCParser } from "warcio";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function base32(bytes) {
  let text = "";
  let bits = "";
  for (const byte of bytes) bits += byte.toString(2).padStart(8, "0");
  while (bits.length % 5) bits += "0";
  for (let i = 0; i < bits.length; i += 5) text += alphabet[parseInt(bits.slice(i, i + 5), 2)];
  return text.padEnd(Math.ceil(text.length / 8) * 8, "=");
}

const faults = [];
const found = {};

function check(record, bytes, file) {
  const where = `${file}: ${record.warcType} ${record.warcTargetURI ?? ""}`;
  const field = (name) => record.warcHeader(name);
  for (const name of ["WARC-Record-ID", "WARC-Date", "Content-Length", "WARC-Block-Digest"])
    if (!field(name)) faults.push(`${where}: no ${name}`);
  if (record.warcType === "response" && !/^[1-5]\d\d$/.test(String(record.httpHeaders?.statusCode)))
    faults.push(`${where}: no status`);
  if (record.warcType === "revisit" && !(field("WARC-Refers-To-Target-URI") && field("WARC-Refers-To-Date")))
    faults.push(`${where}: a revisit of nothing`);
  const digest = `sha256:${base32(createHash("sha256").update(bytes).digest())}`;
  const whole = record.warcType === "response" || record.warcType === "resource";
  if (whole && field("WARC-Payload-Digest") !== digest) faults.push(`${where}: payload digest is ${digest}`);
  // Without an HTTP head the block is the payload.
  if (!record.httpHeaders && field("WARC-Block-Digest") !== digest) faults.push(`${where}: block digest is ${digest}`);
}

for (const file of process.argv.slice(2)) {
  for await (const record of new WARCParser(createReadStream(file))) {
    const bytes = await record.readFully(false);
    check(record, bytes, file);
    const profile = record.warcHeader("WARC-Profile");
    const kind = profile ? `revisit ${profile.split("/").pop()}` : record.warcType;
    found[kind] = (found[kind] ?? 0) + 1;
  }
}
console.log(JSON.stringify(found));
for (const fault of faults) console.error(fault);
process.exit(faults.length > 0 ? 1 : 0);
