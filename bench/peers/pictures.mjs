// Makes pictures of the size that Instagram serves out of a folder of photographs.
//   node pictures.mjs PHOTOGRAPHS TO
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

const [from, to] = process.argv.slice(2);
mkdirSync(to, { recursive: true });
const names = readdirSync(from).filter(name => /\.jpe?g$/i.test(name)).sort().slice(0, 200);
for (const [index, name] of names.entries())
  await sharp(join(from, name)).resize(1080, 1350, { fit: 'cover' }).jpeg({ quality: 85 }).toFile(join(to, `${String(index).padStart(4, '0')}.jpg`));
