// Picture bytes to labels per second with sharp and onnxruntime-node: four pictures at once over a session of one thread, its best setting on two cores.
//   node classify.mjs MODEL.onnx PICTURES COUNT
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import ort from 'onnxruntime-node';
import sharp from 'sharp';

const [model, folder, count] = process.argv.slice(2);
const atOnce = 4;
const size = 224;
const mean = [104, 117, 123];
sharp.concurrency(1);
sharp.cache(false);

// Enough of float16 for whole numbers from -123 to 255.
function toHalf(value) {
  if (value === 0) return 0;
  const bits = new Uint32Array(Float32Array.of(value).buffer)[0];
  return ((bits >>> 16) & 0x8000) | ((((bits >>> 23) & 0xff) - 112) << 10) | ((bits >>> 13) & 0x3ff);
}
const tables = mean.map(m => Uint16Array.from({ length: 256 }, (_, value) => toHalf(value - m)));

const pictures = readdirSync(folder).filter(name => name.endsWith('.jpg')).sort().slice(0, Number(count)).map(name => readFileSync(join(folder, name)));
const session = await ort.InferenceSession.create(model, { intraOpNumThreads: 1, interOpNumThreads: 1 });

async function classify(bytes) {
  const rgb = await sharp(bytes).resize(size, size, { fit: 'fill' }).removeAlpha().raw().toBuffer();
  const plane = size * size;
  const data = new Uint16Array(3 * plane);
  for (let pixel = 0; pixel < plane; pixel++) {
    data[pixel] = tables[0][rgb[pixel * 3 + 2]];
    data[plane + pixel] = tables[1][rgb[pixel * 3 + 1]];
    data[2 * plane + pixel] = tables[2][rgb[pixel * 3]];
  }
  const output = await session.run({ data_0: new ort.Tensor('float16', data, [1, 3, size, size]) });
  return output.softmaxout_1.data;
}

async function all(list) {
  let next = 0;
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (next < list.length) await classify(list[next++]);
  }));
}

// Each line of input is one round; its answer is the rate.
await all(pictures.slice(0, 32));
for await (const _ of createInterface({ input: process.stdin })) {
  const started = process.hrtime.bigint();
  await all(pictures);
  console.log(pictures.length / (Number(process.hrtime.bigint() - started) / 1e9));
}
