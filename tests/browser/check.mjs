// node tests/browser/check.mjs FILE.html…
// Opens each report in the system's Chromium, without network, and prints one line a check. Exit 1 if one failed.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const widths = { wide: 1200, narrow: 390 };
const content = 642.6;  // px: 170 mm between the margins of A4
const roomAtFoot = 8;  // mm
let failed = 0;

function say(good, file, what, detail = '') {
  if (!good) ++failed;
  console.log(`${good ? 'ok  ' : 'FAIL'} ${basename(file)}: ${what}${detail ? `: ${detail}` : ''}`);
}

// A browser with an empty profile, gone afterwards.
async function withBrowser(options, look) {
  const profile = mkdtempSync(join(tmpdir(), 'tuja-check-'));
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.TUJA_CHROMIUM || '/usr/bin/chromium', headless: true, args: flags, ...options });
  try {
    return await look(await browser.newPage());
  } finally {
    await browser.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

const open = (page, file) => page.goto(pathToFileURL(resolve(file)).href);

async function checkScreen(file, name, colorScheme) {
  const options = { viewport: { width: widths[name], height: 900 }, colorScheme };
  await withBrowser(options, async (page) => {
    const asked = [];
    page.on('request', (one) => asked.push(one.url()));
    await open(page, file);
    await page.evaluate(() => document.querySelectorAll('details').forEach((one) => { one.open = true; }));
    // The report itself has no script; axe is brought in from outside.
    await page.evaluate(axe);
    const found = await page.evaluate(() => axe.run(document));
    say(found.violations.length === 0, file, `axe ${name} ${colorScheme}`,
      found.violations.map((one) => `${one.id} (${one.nodes.length}, ${one.nodes[0].target})`).join(', ')
        || `${found.passes.length} rules, no violation`);
    const outside = asked.filter((url) => !/^(file|data):/.test(url));
    say(outside.length === 0, file, `no request ${name} ${colorScheme}`, outside.join(' '));
    if (name === 'narrow') {
      const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      say(wide <= room, file, `no sideways scroll ${colorScheme}`, `${wide} of ${room} px`);
    }
  });
}

function pdfPages(pdf) {
  const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
  return text.split('\f').slice(0, -1).map((one) => one.trim().split('\n')[0]);
}

// How many pages each section takes, by its running head; the cover has none.
function pagesOf(heads, sections) {
  return sections.map((section, at) => ({ ...section,
    took: heads.filter((head, page) => (at === 0 ? page === 0 : page > 0 && head.includes(section.head))).length }));
}

function checkSize(file, pdf) {
  const sizes = execFileSync('pdfinfo', ['-l', '999', pdf], { encoding: 'utf8' }).match(/Page +\d+ size: .*/g) ?? [];
  const odd = sizes.filter((one) => {
    const [width, height] = one.match(/[\d.]+ x [\d.]+/)[0].split(' x ').map(Number);
    return Math.abs(width - 595.3) > 1 || Math.abs(height - 841.9) > 1;
  });
  say(sizes.length > 0 && odd.length === 0, file, 'every page is A4', odd.join(' ') || `${sizes.length} pages`);
}

// Millimetres left free above the foot margin, by page. The cover's foot block sits at the foot on purpose.
function freeAtFoot(pdf) {
  const text = execFileSync('pdftotext', ['-bbox', pdf, '-'], { encoding: 'utf8' });
  const bottom = 297 - 19;
  return text.split('<page ').slice(2).map((page) => bottom - Math.max(
    ...[...page.matchAll(/yMax="([\d.]+)"/g)].map((one) => Number(one[1]) * 25.4 / 72).filter((y) => y <= bottom)));
}

async function checkPaper(file) {
  const folder = mkdtempSync(join(tmpdir(), 'tuja-paper-'));
  const pdf = join(folder, 'report.pdf');
  await withBrowser({ viewport: { width: Math.floor(content), height: 964 } }, async (page) => {
    await open(page, file);
    await page.emulateMedia({ media: 'print' });
    const widest = await page.evaluate(() => Math.max(...[...document.querySelectorAll('body *')]
      .filter((one) => !one.closest('svg') || one.tagName === 'svg')
      .map((one) => one.getBoundingClientRect().right)));
    say(widest <= content, file, 'nothing is wider than the page', `${widest.toFixed(1)} of ${content} px`);
    const sections = await page.evaluate(() => [...document.querySelectorAll('.page')].map((one) => ({
      id: one.id, pages: Number(one.dataset.pages), head: one.querySelector('.eyebrow')?.textContent ?? '' })));
    await page.pdf({ path: pdf, preferCSSPageSize: true, printBackground: true });
    const heads = pdfPages(pdf);
    const took = pagesOf(heads, sections);
    for (const one of took.filter((section) => section.pages > 0))
      say(one.took === one.pages, file, `pages of ${one.id}`, `${one.took} of ${one.pages}`);
    const counted = took.reduce((sum, one) => sum + one.took, 0);
    say(counted === heads.length, file, 'every page belongs to a section', `${counted} of ${heads.length}`);
    const least = Math.min(...freeAtFoot(pdf));
    say(least >= roomAtFoot, file, 'room at the foot of every page', `${least.toFixed(1)} of ${roomAtFoot} mm`);
    checkSize(file, pdf);
  });
  rmSync(folder, { recursive: true, force: true });
}

async function figuresOf(file) {
  return withBrowser({}, async (page) => {
    await open(page, file);
    return page.evaluate(() => {
      const all = {};
      for (const one of document.querySelectorAll('data[data-figure], .missing[data-figure]')) {
        const value = one.getAttribute('value') ?? 'missing';
        const id = one.dataset.figure;
        if (id in all && all[id] !== value) all[id] += ` and ${value}`;
        else all[id] = value;
      }
      return all;
    });
  });
}

async function compare(first, second) {
  const [one, other] = [await figuresOf(first), await figuresOf(second)];
  const ids = new Set([...Object.keys(one), ...Object.keys(other)]);
  const differ = [...ids].filter((id) => one[id] !== other[id] || String(one[id]).includes(' and '));
  say(ids.size > 0 && differ.length === 0, second, `the same figures as ${basename(first)}`,
    differ.slice(0, 5).map((id) => `${id}: ${one[id]} / ${other[id]}`).join(', ') || `${ids.size} figures`);
}

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('usage: node check.mjs FILE.html…');
  process.exit(2);
}
for (const file of files) {
  for (const name of Object.keys(widths))
    for (const scheme of ['light', 'dark']) await checkScreen(file, name, scheme);
  await checkPaper(file);
}
for (const other of files.slice(1)) await compare(files[0], other);
console.log(failed ? `${failed} checks failed` : 'all checks passed');
process.exit(failed ? 1 : 0);
