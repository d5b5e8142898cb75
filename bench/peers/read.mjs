// The words in pictures with @gutenye/ocr-node: one after the other, over sessions that use all cores, as it comes.
//   node read.mjs
import { createInterface } from 'node:readline';
import Ocr from '@gutenye/ocr-node';

const ocr = await Ocr.create();

// Each line of input is a list of files; its answer is what was read, how long it took, and the most memory so far.
for await (const line of createInterface({ input: process.stdin })) {
  const started = process.hrtime.bigint();
  const pictures = [];
  for (const file of JSON.parse(line)) {
    try {
      pictures.push((await ocr.detect(file)).map(found => found.text));
    } catch {
      // It finds no way to order no lines.
      pictures.push([]);
    }
  }
  console.log(JSON.stringify({ seconds: Number(process.hrtime.bigint() - started) / 1e9, megabytes: process.resourceUsage().maxRSS / 1024, pictures }));
}
